// Starts the fixture server from the classes that Maven compiled into target/.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';

const module = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(module, 'target');
const suggestion = join(dirname(module), 'suggestion', 'target', 'classes');
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

export function command(...what) {
  for (const needed of ['classes', 'test-classes', 'lib']) {
    if (!existsSync(join(target, needed))) {
      throw new Error(`${join(target, needed)} is missing; build it: mvn -pl mcp -am process-test-classes`);
    }
  }
  const path = ['classes', 'test-classes', 'lib/*'].map((part) => join(target, part)).concat(suggestion).join(':');
  return [
    java,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xlog:disable',
    '-Xlog:all=warning:stderr',
    '-cp',
    path,
    'dev.aegis.mcp.fixture.FixtureServer',
    ...what
  ];
}

/** The server over HTTP on a free port. */
export function startHttp(kind) {
  const [program, ...rest] = command(kind, 'http', '0');
  const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const address = /serving at http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (address) resolve({ url: `http://localhost:${address[1]}/mcp`, close: () => child.kill() });
    });
    child.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}
