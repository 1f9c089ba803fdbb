// The MCP Inspector's command line: its schema lint, calls in each era, and its load test.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './server.mjs';
import { bin, capture, check } from './tools.mjs';

export async function inspector(gate) {
  process.env.MCP_CATALOG_PATH = join(mkdtempSync(join(tmpdir(), 'inspector-')), 'mcp.json');
  for (const era of ['legacy', 'auto', 'modern']) {
    await gate(`inspector ${era}: strict tools/list`, async () => {
      const { code, output, errors } = await inspect(era, '--method', 'tools/list', '--strict');
      check(code === 0, `exit ${code}: ${errors}`);
      check(JSON.parse(output).tools.length === 7, `not seven tools: ${output}`);
    });
    await gate(`inspector ${era}: tools/call`, async () => {
      const { code, output, errors } = await inspect(
        ...[era, '--method', 'tools/call', '--tool-name', 'echo.say', '--tool-arg', 'text=hello']
      );
      check(code === 0, `exit ${code}: ${errors}`);
      check(JSON.parse(output).structuredContent.said === 'hello', `unlike hello: ${output}`);
    });
  }
  await gate('inspector: 2000 calls, 20 at a time', async () => {
    const { code, output, errors } = await inspect(
      ...['legacy', '--method', 'tools/call', '--tool-name', 'echo.say', '--tool-arg', 'text=hello'],
      ...['--load', '--load-requests', '2000', '--load-concurrency', '20', '--format', 'json']
    );
    check(code === 0, `exit ${code}: ${errors}`);
    return output.replace(/\s+/g, ' ').trim().slice(0, 300);
  });
}

function inspect(era, ...rest) {
  return capture(bin('mcp-inspector'), ['--cli', '--protocol-era', era, ...rest, '--', ...command('demo')]);
}
