// A client written from docs/protocol.md, on the browser's WebRTC, WebCrypto and streams. It shares no code with the Java
// client and does only what that page describes. Section numbers are those of the page.

const FRAME = { messageEnd: 1, messagePart: 2, data: 3, credit: 4, ping: 5, pong: 6 };
const FIRST_WINDOW = 262_144;
const CREDIT_EVERY = FIRST_WINDOW / 4;
const MAX_WINDOW = 4 * 1024 * 1024;
const MAX_CONTENT = 61_440;
const MAX_MESSAGE = 8 * 1024 * 1024;
const PING_AFTER_MS = 5_000;
const GONE_AFTER_MS = 20_000;
const SMALLEST_DEFLATE = 512;

export class AegisError extends Error {
  constructor(code, message, hint) {
    super(hint ? `${message}; ${hint}` : message);
    this.code = code;
  }
}

const utf8 = new TextEncoder();

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256 = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

const joined = (pieces) => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Section 2: HTTP requests to the build server.
export class BuildServer {
  constructor(url, accessKey) {
    this.url = url;
    this.accessKey = accessKey;
  }

  async #call(path, options = {}) {
    const response = await fetch(this.url + path, {
      ...options,
      headers: { Authorization: `Bearer ${this.accessKey}`, ...options.headers },
    });
    if (response.ok) return response;
    const problem = await response.json();
    throw new AegisError(problem.code, problem.detail, problem.hint);
  }

  post(path, body) {
    return this.#call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async grant(request) {
    return (await this.post('/grant/request', request)).json();
  }

  // EventSource cannot send the access key, so this reads the event stream with fetch. Ends after the event `ended`.
  async *events(jobId, signal) {
    let last = null;
    while (!signal.aborted) {
      const headers = last === null ? {} : { 'Last-Event-ID': last };
      const response = await this.#call(`/signaling/${jobId}/events`, { headers, signal });
      for await (const event of serverSentEvents(response.body)) {
        last = event.id ?? last;
        const content = JSON.parse(event.data);
        yield content;
        if (content.type === 'ended') return;
      }
    }
  }
}

async function* serverSentEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let event = {};
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const lines = text.split('\n');
    text = lines.pop();
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (event.data !== undefined) yield event;
        event = {};
      } else if (!line.startsWith(':')) {
        const [, name, content] = /^([^:]*):? ?(.*)$/.exec(line);
        event[name] = content;
      }
    }
  }
}

// Section 3: the machine's identity. This check detects a build server that intercepts the connection.
export async function verifyMachine(machine, jobId, sdp) {
  const refuse = (why) => {
    throw new AegisError('machine_not_proved', `the machine's identity is not proved: ${why}`);
  };
  const key = fromBase64Url(machine.public_key);
  if (key.length !== 32) refuse('its public key is not 32 bytes long');
  if (machine.agent_id !== `m-${(await sha256(key)).slice(0, 32)}`) refuse('its id does not belong to its key');

  const [header, claims, signature] = machine.proof.split('.');
  const expected = `{"alg":"EdDSA","kid":"${machine.agent_id}","typ":"aegis-machine+jwt"}`;
  if (new TextDecoder().decode(fromBase64Url(header)) !== expected) refuse('the header of its proof is another');
  const imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
  const signed = utf8.encode(`${header}.${claims}`);
  if (!(await crypto.subtle.verify('Ed25519', imported, fromBase64Url(signature), signed))) {
    refuse('the signature of its proof is wrong');
  }

  const proof = JSON.parse(new TextDecoder().decode(fromBase64Url(claims)));
  if (proof.agent_id !== machine.agent_id) refuse('its proof names another machine');
  if (proof.job_id !== jobId) refuse('its proof is for another job');
  const fingerprints = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+?)\r?$/gm)];
  if (fingerprints.length !== 1) refuse(`its answer has ${fingerprints.length} fingerprints`);
  const [, algorithm, value] = fingerprints[0];
  if (proof.dtls_fingerprint !== `${algorithm}:${value}`) refuse('its answer shows another certificate');
}

// Section 5: one data channel with its frames, send window and keepalive.
export class FrameChannel {
  #channel;
  #arrived = [];
  #wakers = [];
  #parts = [];
  #window = FIRST_WINDOW;
  #sent = 0;
  #credited = 0;
  #received = 0;
  #consumed = 0;
  #told = 0;
  #heardAt = performance.now();
  #beat;

  constructor(channel) {
    this.#channel = channel;
    channel.binaryType = 'arraybuffer';
    channel.onmessage = ({ data }) => this.#frame(new Uint8Array(data));
    channel.onclose = () => this.#over();
    this.opened = new Promise((open) => {
      channel.onopen = () => {
        this.#heardAt = performance.now();
        this.#sendNow(FRAME.ping, new Uint8Array(8));
        this.#beat = setInterval(() => this.#beatOnce(), PING_AFTER_MS / 5);
        open();
      };
    });
    this.closed = new Promise((closed) => channel.addEventListener('close', closed, { once: true }));
  }

  get label() {
    return this.#channel.label;
  }

  get isOpen() {
    return this.#channel.readyState === 'open';
  }

  allowWindow(bytes) {
    this.#window = Math.max(FIRST_WINDOW, Math.min(bytes, MAX_WINDOW));
    this.#wake();
  }

  async send(message) {
    const bytes = utf8.encode(JSON.stringify(message));
    let at = 0;
    for (; bytes.length - at > MAX_CONTENT; at += MAX_CONTENT) {
      await this.#counted(FRAME.messagePart, bytes.subarray(at, at + MAX_CONTENT));
    }
    await this.#counted(FRAME.messageEnd, bytes.subarray(at));
  }

  async sendData(bytes) {
    // Splits into pieces of about the same size, so that the end of a zlib stream is never alone in its frame.
    const count = Math.ceil(bytes.length / MAX_CONTENT);
    const size = Math.ceil(bytes.length / Math.max(1, count));
    for (let at = 0; at < bytes.length; at += size) {
      await this.#counted(FRAME.data, bytes.subarray(at, at + size));
    }
  }

  // Returns the next message ({message}) or piece of a blob ({data}), and counts it as consumed.
  async receive() {
    await this.arrival();
    const { frame, item } = this.#arrived.shift();
    this.#consumed += frame;
    const unread = this.#arrived.length === 0;
    if (this.#consumed - this.#told >= CREDIT_EVERY || unread) this.#tellCredit();
    return item;
  }

  async receiveMessage() {
    const item = await this.receive();
    if (!item.message) throw new AegisError('protocol', `a blob came on ${this.label} where a message was due`);
    if (item.message.type === 'failure') {
      throw new AegisError(item.message.code, item.message.message, item.message.hint);
    }
    return item.message;
  }

  // Waits until there is something to receive.
  async arrival() {
    while (this.#arrived.length === 0) {
      if (!this.isOpen) throw new AegisError('channel_closed', `channel ${this.label} was closed`);
      await this.#change();
    }
  }

  close() {
    this.#over();
    this.#channel.close();
  }

  #frame(frame) {
    this.#heardAt = performance.now();
    const content = frame.subarray(1);
    switch (frame[0]) {
      case FRAME.messagePart:
      case FRAME.messageEnd:
      case FRAME.data:
        return this.#keep(frame, content);
      case FRAME.credit:
        this.#credited = Number(new DataView(frame.buffer).getBigUint64(1));
        return this.#wake();
      case FRAME.ping:
        return this.#sendNow(FRAME.pong, content);
      case FRAME.pong:
        return;
      default:
        this.close();
    }
  }

  // A receiver closes the link when the sender exceeds the announced window.
  #keep(frame, content) {
    this.#received += frame.length;
    if (this.#received - this.#consumed > MAX_WINDOW) return this.close();
    if (frame[0] === FRAME.data) {
      this.#arrived.push({ frame: frame.length, item: { data: content } });
      return this.#wake();
    }
    this.#parts.push(content);
    const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
    if (length > MAX_MESSAGE) return this.close();
    if (frame[0] === FRAME.messagePart) {
      // Parts are joined at once: the sender gets credit only for parts that were consumed.
      this.#consumed += frame.length;
      if (this.#consumed - this.#told >= CREDIT_EVERY) this.#tellCredit();
      return undefined;
    }
    const message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(joined(this.#parts)));
    this.#parts = [];
    this.#arrived.push({ frame: frame.length, item: { message } });
    return this.#wake();
  }

  async #counted(kind, content) {
    while (this.#sent - this.#credited + content.length + 1 > this.#window) {
      if (!this.isOpen) throw new AegisError('channel_closed', `channel ${this.label} was closed`);
      await this.#change();
    }
    this.#sent += content.length + 1;
    this.#sendNow(kind, content);
  }

  #sendNow(kind, content) {
    if (!this.isOpen) return;
    const frame = new Uint8Array(content.length + 1);
    frame[0] = kind;
    frame.set(content, 1);
    this.#channel.send(frame);
  }

  #tellCredit() {
    const total = new Uint8Array(8);
    new DataView(total.buffer).setBigUint64(0, BigInt(this.#consumed));
    this.#told = this.#consumed;
    this.#sendNow(FRAME.credit, total);
  }

  #beatOnce() {
    const now = performance.now();
    if (now - this.#heardAt > GONE_AFTER_MS) return this.close();
    if (now - this.#heardAt > PING_AFTER_MS) this.#sendNow(FRAME.ping, new Uint8Array(8));
    return undefined;
  }

  #over() {
    clearInterval(this.#beat);
    this.#wake();
  }

  #change() {
    return new Promise((wake) => this.#wakers.push(wake));
  }

  #wake() {
    for (const waker of this.#wakers.splice(0)) waker();
  }
}

// Section 7: receives the data frames that follow an announcement.
async function receiveBlob(channel, blob, kept) {
  const wanted = blob.size - blob.offset;
  const pieces = [];
  let came = 0;
  const take = (piece) => {
    pieces.push(piece);
    came += piece.length;
    if (came > wanted) throw new AegisError('blob_corrupt', 'more came than was announced');
  };
  if (blob.encoding === 'deflate') {
    await inflate(channel, wanted, take);
  } else {
    while (came < wanted) take(await nextData(channel));
  }
  const whole = joined([kept.subarray(0, blob.offset), ...pieces]);
  if (whole.length !== blob.size || (await sha256(whole)) !== blob.sha256) {
    throw new AegisError('blob_corrupt', 'the content that came is not what was announced');
  }
  return whole;
}

async function nextData(channel) {
  const item = await channel.receive();
  if (!item.data) throw new AegisError('protocol', 'a message came in the middle of a blob');
  return item.data;
}

// A DecompressionStream may produce output at any time, so this waits for the next frame and for output concurrently.
async function inflate(channel, wanted, take) {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  let whole = false;
  const reading = (async () => {
    const reader = stream.readable.getReader();
    for (let left = wanted; left > 0; ) {
      const { value, done } = await reader.read();
      if (done) throw new AegisError('blob_corrupt', 'the zlib stream ended early');
      take(value);
      left -= value.length;
    }
    whole = true;
  })();
  while (!whole) {
    await Promise.race([reading, channel.arrival()]);
    if (!whole) await Promise.race([reading, writer.write(await nextData(channel))]);
  }
  await writer.close();
}

async function deflate(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

// Sections 1, 4 and 6: one grant, its connection and the messages on it.
export class Session {
  #connection;
  #over = new AbortController();

  constructor(jobId, connection, channels, over) {
    this.jobId = jobId;
    this.#connection = connection;
    this.channels = channels;
    this.#over = over;
  }

  // @param request fields of POST /grant/request besides the fingerprint
  // @param options.open the channels to open, by default those that the grant request names
  static async open(server, request, options = {}) {
    const certificate = await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' });
    const [fingerprint] = certificate.getFingerprints().filter(({ algorithm }) => algorithm === 'sha-256');
    const grant = await server.grant({
      ...request,
      peer_fingerprint: `sha-256:${fingerprint.value.toUpperCase()}`,
    });
    const session = await connect(server, grant, certificate, options.open ?? request.required_channels, options);
    session.grant = grant;
    return session;
  }

  get espctl() {
    return this.channels.espctl;
  }

  async hello() {
    await this.espctl.send({
      type: 'hello',
      protocol_versions: [1],
      client: 'aegis-client.mjs 1',
      max_window_bytes: MAX_WINDOW,
    });
    const welcome = await this.espctl.receiveMessage();
    for (const channel of Object.values(this.channels)) channel.allowWindow(welcome.max_window_bytes);
    return welcome;
  }

  // @param project file contents by path
  async sync(projectKey, project) {
    const blobs = new Map();
    const files = [];
    for (const [path, content] of Object.entries(project)) {
      const digest = await sha256(content);
      blobs.set(digest, content);
      files.push({ path, size: content.length, sha256: digest, executable: false });
    }
    await this.espctl.send({ type: 'sync', project_key: projectKey, files });
    const { missing } = await this.espctl.receiveMessage();
    for (const { sha256: digest, offset } of missing) await this.#upload(digest, blobs.get(digest), offset);
    return this.espctl.receiveMessage();
  }

  async #upload(digest, content, offset) {
    const rest = content.subarray(offset);
    const encoding = rest.length < SMALLEST_DEFLATE ? 'identity' : 'deflate';
    await this.espctl.send({ type: 'upload', blob: { sha256: digest, size: content.length, offset, encoding } });
    await this.espctl.sendData(encoding === 'identity' ? rest : await deflate(rest));
  }

  async build(order) {
    await this.espctl.send({ type: 'build', profile: 'debug', clean: false, params: [], ...order });
    return this.espctl.receiveMessage();
  }

  async attach(taskId, sinceSeq) {
    await this.espctl.send({ type: 'attach', task_id: taskId, since_seq: sinceSeq });
    return this.espctl.receiveMessage();
  }

  // Passes each event of the task to `follow`, and returns the result in the last event.
  async finished(taskId, follow) {
    for (;;) {
      const message = await this.espctl.receiveMessage();
      if (message.type !== 'events' || message.task_id !== taskId) continue;
      for (const event of message.events) {
        follow(event);
        if (event.type === 'finished') return event.result;
      }
    }
  }

  async fetch(taskId, digest, kept = new Uint8Array(0)) {
    const { firmware } = this.channels;
    await firmware.send({ type: 'fetch', task_id: taskId, sha256: digest, offset: kept.length });
    const { type, blob } = await firmware.receiveMessage();
    if (type !== 'download' || blob.sha256 !== digest) throw new AegisError('protocol', `fetch was answered by ${type}`);
    return { encoding: blob.encoding, content: await receiveBlob(firmware, blob, kept) };
  }

  // Returns the candidate types of the selected pair, such as relay and host.
  async path() {
    const stats = await this.#connection.getStats();
    const all = [...stats.values()];
    const transport = all.find(({ type }) => type === 'transport');
    const pair = stats.get(transport.selectedCandidatePairId);
    return {
      local: stats.get(pair.localCandidateId).candidateType,
      remote: stats.get(pair.remoteCandidateId).candidateType,
    };
  }

  async close() {
    if (this.espctl?.isOpen) await this.espctl.send({ type: 'goodbye' });
    this.#over.abort();
    this.#connection.close();
  }
}

async function connect(server, grant, certificate, labels, options) {
  const over = new AbortController();
  const connection = new RTCPeerConnection({
    iceServers: grant.ice_servers,
    iceTransportPolicy: options.iceTransportPolicy ?? 'all',
    certificates: [certificate],
  });
  try {
    const channels = Object.fromEntries(
      labels.map((label) => [label, new FrameChannel(connection.createDataChannel(label, { ordered: true }))]),
    );
    const session = new Session(grant.job_id, connection, channels, over);
    const failed = new Promise((_, reject) => {
      connection.onconnectionstatechange = () => {
        if (connection.connectionState !== 'failed') return;
        for (const channel of Object.values(channels)) channel.close();
        reject(new AegisError('cannot_connect', 'no pair of candidates worked'));
      };
    });
    const introduced = introduce(server, grant, connection, over.signal);
    introduced.catch(() => {});
    failed.catch(() => {});
    const opened = Promise.all(Object.values(channels).map((channel) => channel.opened));
    await Promise.race([failed, introduced.then(() => opened), late(options.patienceMs ?? 30_000)]);
    return session;
  } catch (broken) {
    over.abort();
    connection.close();
    throw broken;
  }
}

async function late(milliseconds) {
  await later(milliseconds);
  throw new AegisError('cannot_connect', `no connection within ${milliseconds} ms`);
}

// Exchanges offer, answer and candidates. Resolves when the answer was accepted; candidates continue in both directions.
async function introduce(server, grant, connection, signal) {
  const path = `/signaling/${grant.job_id}`;
  const attempt = 1;
  const posted = Promise.withResolvers();
  connection.onicecandidate = async ({ candidate }) => {
    await posted.promise;
    const body = candidate?.candidate
      ? { candidate: candidate.candidate, sdp_mid: candidate.sdpMid, sdp_mline_index: candidate.sdpMLineIndex, attempt }
      : { sdp_mline_index: 0, attempt };
    await server.post(`${path}/candidate`, body).catch((refused) => console.error('a candidate was refused', refused));
  };
  await connection.setLocalDescription();
  await server.post(`${path}/offer`, { sdp: connection.localDescription.sdp, attempt });
  posted.resolve();

  const answered = Promise.withResolvers();
  follow(server, grant, connection, signal, answered).catch(answered.reject);
  return answered.promise;
}

async function follow(server, grant, connection, signal, answered) {
  const early = [];
  const add = ({ candidate, sdp_mid: sdpMid, sdp_mline_index: sdpMLineIndex }) =>
    connection.addIceCandidate(candidate ? { candidate, sdpMid, sdpMLineIndex } : undefined);
  for await (const event of server.events(grant.job_id, signal)) {
    if (event.type === 'answer') {
      await verifyMachine(event.answer.machine, grant.job_id, event.answer.sdp);
      await connection.setRemoteDescription({ type: 'answer', sdp: event.answer.sdp });
      for (const candidate of early.splice(0)) await add(candidate);
      answered.resolve(event.answer.machine);
    } else if (event.type === 'candidate') {
      if (connection.remoteDescription) await add(event.candidate);
      else early.push(event.candidate);
    } else if (event.type === 'ended') {
      throw new AegisError(event.code ?? event.outcome, event.reason ?? `the job is over: ${event.outcome}`);
    }
  }
}
