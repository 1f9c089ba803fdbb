// An HTTP address in front of a stdio server of revision 2026-07-28, because the conformance suite speaks HTTP only.
// It carries messages and nothing else: ids and progress tokens are made unique on the shared pipe and put back on the
// way out. What HTTP itself demands (header checks, Host and Origin) is not here; the suite finds that missing.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createServer } from 'node:http';

const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';
const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

export function bridge(command) {
  const child = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const open = new Map();
  let last = 0;

  const requestOf = (message) => {
    const params = message.params ?? {};
    if (message.method === undefined) return open.get(message.id);
    if (params.progressToken !== undefined) return open.get(params.progressToken);
    const subscription = params._meta?.[SUBSCRIPTION];
    if (subscription !== undefined) return open.get(subscription);
    return [...open.values()].findLast((request) => request.hearsLogs);
  };

  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line);
    const request = requestOf(message);
    if (request) request.pass(message);
  });

  const server = createServer(async (incoming, response) => {
    if (incoming.method !== 'POST') return response.writeHead(405).end();
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const message = JSON.parse(Buffer.concat(chunks).toString());
    if (message.id === undefined) {
      child.stdin.write(JSON.stringify(message) + '\n');
      return response.writeHead(202).end();
    }
    const wire = `r${++last}`;
    const request = new Request(message, wire, response, () => open.delete(wire));
    open.set(wire, request);
    response.on('close', () => {
      if (open.delete(wire)) {
        const params = { requestId: wire, reason: 'the client hung up' };
        child.stdin.write(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params }) + '\n');
      }
    });
    child.stdin.write(JSON.stringify(request.outgoing()) + '\n');
  });

  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://localhost:${server.address().port}/mcp`,
        close: () => {
          server.closeAllConnections();
          server.close();
          child.stdin.end();
        }
      })
    );
  });
}

class Request {
  constructor(message, wire, response, done) {
    Object.assign(this, { message, wire, response, done, streaming: false });
    this.token = message.params?._meta?.progressToken;
    this.hearsLogs = message.params?._meta?.[LOG_LEVEL] !== undefined;
  }

  outgoing() {
    const copy = structuredClone(this.message);
    copy.id = this.wire;
    if (this.token !== undefined) copy.params._meta.progressToken = this.wire;
    return copy;
  }

  pass(message) {
    const meta = message.params?._meta ?? message.result?._meta;
    if (meta?.[SUBSCRIPTION] !== undefined) meta[SUBSCRIPTION] = this.message.id;
    if (message.params?.progressToken !== undefined) message.params.progressToken = this.token;
    if (message.method !== undefined) return this.event(message);
    message.id = this.message.id;
    this.done();
    if (this.streaming) {
      this.event(message);
      return this.response.end();
    }
    this.response.writeHead(statusOf(message), { 'content-type': 'application/json' }).end(JSON.stringify(message));
  }

  event(message) {
    if (!this.streaming) this.response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.streaming = true;
    this.response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  }
}

function statusOf(message) {
  if (message.error === undefined) return 200;
  return message.error.code === -32601 ? 404 : 400;
}
