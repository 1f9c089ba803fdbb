// The official TypeScript clients, old and new, through everything that a client does.
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { command, startHttp } from './server.mjs';
import { check } from './tools.mjs';

const ABOUT = { name: 'gate', version: '1.0.0' };
const CAPABILITIES = { elicitation: { form: {} } };

export async function clients(gate) {
  const http = await startHttp('demo');
  const kinds = { 'v1': oldClient, 'v2 legacy': newClient('legacy'), 'v2 auto': newClient('auto') };
  kinds['v2 pinned'] = newClient({ pin: '2026-07-28' });
  for (const [kind, connect] of Object.entries(kinds)) {
    await gate(`client ${kind} over stdio`, () => journey(connect, undefined));
    await gate(`client ${kind} over HTTP`, () => journey(connect, http.url));
  }
  http.close();
}

async function oldClient(url, heard) {
  const client = new OldClient(ABOUT, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: { sure: true } }));
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, (notice) => heard(notice.params.uri));
  const [program, ...args] = command('demo');
  await client.connect(url ? new OldHttp(new URL(url)) : new OldStdio({ command: program, args, stderr: 'ignore' }));
  return client;
}

function newClient(mode) {
  return async (url, heard) => {
    const client = new Client(ABOUT, { capabilities: CAPABILITIES, versionNegotiation: { mode } });
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { sure: true } }));
    client.setNotificationHandler('notifications/resources/updated', (notice) => heard(notice.params.uri));
    const [program, ...args] = command('demo');
    await client.connect(
      url
        ? new StreamableHTTPClientTransport(new URL(url))
        : new StdioClientTransport({ command: program, args, stderr: 'ignore' })
    );
    return client;
  };
}

async function journey(connect, url) {
  let hear;
  const heard = new Promise((resolve) => (hear = resolve));
  const client = await connect(url, hear);
  try {
    check((await client.listTools()).tools.length >= 7, 'tools are missing');
    check((await client.listResources()).resources.length === 2, 'not two resources');
    check((await client.listResourceTemplates()).resourceTemplates.length === 1, 'not one template');
    check((await client.listPrompts()).prompts.length === 1, 'not one prompt');
    const note = await client.readResource({ uri: 'note://today' });
    check(note.contents[0].text === 'nothing special', 'another note');
    const prompt = await client.getPrompt({ name: 'explain', arguments: { subject: 'bees' } });
    check(prompt.messages[0].content.text === 'Explain bees.', 'another prompt');
    const ref = { type: 'ref/prompt', name: 'explain' };
    const { completion } = await client.complete({ ref, argument: { name: 'subject', value: 'bee' } });
    check(completion.values.join() === 'bees,beer', `completed to ${completion.values}`);
    await calls(client);
    await subscription(client, heard);
    await cancel(client);
    return client.getNegotiatedProtocolVersion?.();
  } finally {
    await client.close();
  }
}

async function calls(client) {
  const said = await call(client, 'echo_say', { text: 'hello', times: 2 });
  check(said.structuredContent.said === 'hellohello', 'another echo');
  const unfit = await call(client, 'echo.say', { txt: 'hello' });
  check(unfit.isError && unfit.content[0].text.includes("did you mean 'text'"), 'no hint for a misspelled argument');
  const erased = await call(client, 'disk.erase', {});
  check(erased.content[0].text === 'erased', `the question did not arrive: ${erased.content[0].text}`);
  const steps = [];
  await call(client, 'wait.run', { seconds: 0.5 }, { onprogress: (step) => steps.push(step.progress) });
  check(steps.length >= 2, `progress was told ${steps.length} times`);
}

async function subscription(client, heard) {
  const uri = 'note://log/main';
  const isNew = client.getNegotiatedProtocolVersion?.() === '2026-07-28';
  const stream = isNew ? await client.listen({ resourceSubscriptions: [uri] }) : undefined;
  if (!isNew) await client.subscribeResource({ uri });
  await call(client, 'log.append', {});
  check((await heard) === uri, 'another resource was updated');
  if (stream) await stream.close();
  else await client.unsubscribeResource({ uri });
}

async function cancel(client) {
  const abort = new AbortController();
  const options = { signal: abort.signal, onprogress: (step) => (pid = /child (\d+)/.exec(step.message)[1]) };
  let pid;
  const call60 = call(client, 'wait.run', { seconds: 60 }, options).then(
    () => 'answered',
    () => 'canceled'
  );
  while (pid === undefined) await pause(20);
  const start = Date.now();
  abort.abort();
  check((await call60) === 'canceled', 'a canceled call was answered');
  while (isAlive(Number(pid))) {
    check(Date.now() - start < 5000, 'the child outlived the cancel by five seconds');
    await pause(20);
  }
  check(Date.now() - start < 2000, `it took ${Date.now() - start} ms to end the child`);
}

/** The two generations take the options in different places. */
function call(client, name, args, options) {
  return client instanceof OldClient
    ? client.callTool({ name, arguments: args }, undefined, options)
    : client.callTool({ name, arguments: args }, options);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
