// The functions that the tests call. Test and page exchange bytes as base64.

import { BuildServer, Session } from './aegis-client.mjs';

const CHANNELS = ['espctl', 'firmware'];

const unpacked = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const packed = (bytes) => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

async function inSession({ server, key, taskId, agentId, ...options }, work) {
  const permission = { required_channels: CHANNELS, target: 'esp32c3', project_key: taskId, agent_id: agentId };
  const session = await Session.open(new BuildServer(server, key), permission, options);
  try {
    return await work(session, await session.hello());
  } finally {
    await session.close();
  }
}

// Each task has its own workspace, so that tests do not share build directories.
async function buildIn(session, { taskId, files }) {
  const project = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unpacked(text)]));
  const synced = await session.sync(taskId, project);
  await session.build({ task_id: taskId, project_key: taskId, target: 'esp32c3' });
  const events = [];
  const result = await session.finished(taskId, (event) => events.push(event));
  return { synced, events, result };
}

const firmwareOf = (result) => result.artifacts.find(({ role }) => role === 'firmware');

// Builds, fetches and verifies every artifact, and returns the firmware.
export const build = (order) =>
  inSession(order, async (session) => {
    const built = await buildIn(session, order);
    const encodings = {};
    for (const { path, sha256 } of built.result.artifacts) {
      encodings[path] = (await session.fetch(order.taskId, sha256)).encoding;
    }
    const { sha256 } = firmwareOf(built.result);
    const { content } = await session.fetch(order.taskId, sha256);
    // The rest is too short for compression.
    const again = await session.fetch(order.taskId, sha256, content.subarray(0, content.length - 100));
    encodings.end = again.encoding;
    return { ...built, encodings, firmware: packed(again.content) };
  });

// Builds in one session. A second session with the same machine reads the log again and fetches the rest of the firmware.
export async function comeBack(order) {
  const before = await inSession(order, async (session, { agent_id: agentId }) => {
    const { result, events } = await buildIn(session, order);
    const { content } = await session.fetch(order.taskId, firmwareOf(result).sha256);
    return { agentId, result, events, kept: content.subarray(0, 1000) };
  });
  return inSession({ ...order, agentId: before.agentId }, async (session, welcome) => {
    const since = 2;
    const { last_seq: lastSeq } = await session.attach(order.taskId, since);
    const events = [];
    const result = await session.finished(order.taskId, (event) => events.push(event));
    const { content } = await session.fetch(order.taskId, firmwareOf(result).sha256, before.kept);
    return {
      sameMachine: welcome.agent_id === before.agentId,
      sameEvents: JSON.stringify(events) === JSON.stringify(before.events.slice(since)),
      lastSeq,
      result,
      firmware: packed(content),
    };
  });
}

// Opens the channels of the grant and some that it does not allow.
export const openMore = (order) =>
  inSession({ ...order, open: [...CHANNELS, ...order.more] }, async (session) => {
    await Promise.all(order.more.map((label) => session.channels[label].closed));
    return Object.fromEntries(Object.entries(session.channels).map(([label, channel]) => [label, channel.isOpen]));
  });

export const buildThroughRelay = (order) =>
  inSession({ ...order, iceTransportPolicy: 'relay' }, async (session) => {
    const { result } = await buildIn(session, order);
    const { content } = await session.fetch(order.taskId, firmwareOf(result).sha256);
    return { path: await session.path(), result, firmware: packed(content) };
  });

export async function askOnly({ server, key }) {
  try {
    await new BuildServer(server, key).post('/grant/request', {});
    return 'answered';
  } catch (refused) {
    return `${refused.name}: ${refused.message}`;
  }
}
