// The official conformance suite, over HTTP and over stdio, at both eras.
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { bridge } from './bridge.mjs';
import { command, startHttp } from './server.mjs';
import { bin, capture } from './tools.mjs';

// Checks on HTTP itself, which a gateway in front of stdio answers for: how many of each scenario it fails.
const SESSION_GATEWAY = { 'dns-rebinding-protection': 1 };
const BRIDGE = {
  'dns-rebinding-protection': 1,
  'server-stateless': 1,
  'tasks-request-headers': 2,
  'http-header-validation': 5,
  'http-custom-header-server-validation': 6
};

export async function suite(gate) {
  const http = await startHttp('conformance');
  await gate('suite 2025-11-25 over HTTP', () => run(http.url, '2025-11-25', {}));
  await gate('suite 2026-07-28 over HTTP', () => run(http.url, '2026-07-28', {}));
  http.close();

  const gateway = await startGateway();
  await gate('suite 2025-11-25 over stdio', () => run(gateway.url, '2025-11-25', SESSION_GATEWAY));
  gateway.close();

  const front = await bridge(command('conformance'));
  await gate('suite 2026-07-28 over stdio', () => run(front.url, '2026-07-28', BRIDGE));
  front.close();
}

async function run(url, revision, gatewaysOwn) {
  const { output } = await capture(bin('conformance'), ['server', '--url', url, '--requirements', revision]);
  const summary = output.slice(output.indexOf('=== SUMMARY ==='));
  const total = /Total: \d+ passed, \d+ failed/.exec(summary)?.[0];
  if (!total) throw new Error(`no summary:\n${output.slice(-2000)}`);
  const failed = [...summary.matchAll(/^✗ ([^:]+): (\d+ passed, (\d+) failed)$/gm)];
  const ours = failed.filter(([, name, , count]) => Number(count) > (gatewaysOwn[name] ?? 0));
  if (ours.length > 0) throw new Error(`${total}\n${ours.map(([line]) => line).join('\n')}`);
  const theirs = failed.map(([, name, counts]) => `${name} (${counts})`);
  return theirs.length === 0 ? total : `${total}; by the gateway: ${theirs.join(', ')}`;
}

async function startGateway() {
  const port = await freePort();
  const stdio = command('conformance')
    .map((part) => `'${part}'`)
    .join(' ');
  const child = spawn(
    bin('supergateway'),
    ['--stdio', stdio, '--outputTransport', 'streamableHttp', '--stateful', '--port', `${port}`]
      .concat(['--streamableHttpPath', '/mcp', '--logLevel', 'none']),
    { stdio: ['ignore', 'ignore', 'ignore'] }
  );
  const url = `http://localhost:${port}/mcp`;
  while (!(await fetch(url).then(() => true, () => false))) {
    if (child.exitCode !== null) throw new Error('supergateway did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, close: () => child.kill() };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
