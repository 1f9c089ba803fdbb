// The bundle that `espctl mcp export` writes, with the official tool for bundles: unpacked, checked, and started as its
// manifest says.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { bin, capture, check } from './tools.mjs';

const aegis = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'aegis');

export async function published(gate) {
  const folder = mkdtempSync(join(tmpdir(), 'aegis-bundle-'));
  try {
    await gate('bundle', () => bundle(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bundle(folder) {
  const program = join(folder, 'packaged');
  mkdirSync(join(program, 'bin'), { recursive: true });
  writeFileSync(join(program, 'bin', 'espctl'), `#!/bin/sh\nexec '${aegis}' espctl "$@"\n`);
  chmodSync(join(program, 'bin', 'espctl'), 0o755);
  const file = join(folder, 'espctl.mcpb');
  await run(aegis, ['espctl', 'mcp', 'export', 'bundle', file, '--program', program]);

  const unpacked = join(folder, 'unpacked');
  await run(bin('mcpb'), ['unpack', file, unpacked]);
  await run(bin('mcpb'), ['validate', join(unpacked, 'manifest.json')]);
  const { server, user_config } = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'));
  check(existsSync(join(unpacked, server.entry_point)), `${server.entry_point} is not in the bundle`);

  const { command, args, env } = server.mcp_config;
  const filled = (text) =>
    text.replace('${__dirname}', unpacked).replace(/\$\{user_config\.(\w+)}/g, (_, name) => {
      check(user_config[name], `the user is not asked for ${name}`);
      return name === 'server' ? 'https://build.example.org' : 'a-key';
    });
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
  const client = new Client({ name: 'gate', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({
      command: filled(command),
      args,
      env: { PATH: process.env.PATH, HOME: folder, ...given },
      cwd: folder,
      stderr: 'ignore'
    })
  );
  try {
    const tools = (await client.listTools()).tools.length;
    const overview = await client.readResource({ uri: 'install://overview' });
    check(overview.contents[0].text.includes('https://build.example.org'), 'the server has not got its address');
    return `${tools} tools`;
  } finally {
    await client.close();
  }
}

async function run(program, rest) {
  const { code, output, errors } = await capture(program, rest);
  check(code === 0, `${program} ${rest.join(' ')} ended with ${code}: ${output}${errors}`);
}
