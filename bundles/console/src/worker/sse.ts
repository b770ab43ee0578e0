/** One event of a stream, parsed. `heartbeat`: a comment, which says only that the line is alive. */
export interface StreamEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown> & { at: number };
}

/** At most this much of an unfinished event is kept. */
const LARGEST = 4 * 1024 * 1024;

/** Parses a stream of server-sent events (WHATWG HTML, section 9.2.6) from chunks cut anywhere. */
export class SseParser {
  #rest = '';
  #id = '';
  #type = '';
  #data: string[] = [];
  #dataSize = 0;

  /** The events that this chunk completes. Events that are no JSON object are left out. */
  push(chunk: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    const text = this.#rest + chunk;
    // a lone CR at the end may be half of a CRLF
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    let from = 0;
    for (let i = 0; i < end; i++) {
      const char = text[i];
      if (char !== '\n' && char !== '\r') continue;
      const event = this.#line(text.slice(from, i));
      if (event) events.push(event);
      if (char === '\r' && text[i + 1] === '\n') i++;
      from = i + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LARGEST || this.#dataSize > LARGEST) throw new Error('an event is larger than 4 MiB');
    return events;
  }

  #line(line: string): StreamEvent | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'id') this.#id = value;
    else if (field === 'event') this.#type = value;
    else if (field === 'data') {
      this.#data.push(value);
      this.#dataSize += value.length;
    }
    return undefined;
  }

  #dispatch(): StreamEvent | undefined {
    const text = this.#data.join('\n');
    const type = this.#type === '' ? 'message' : this.#type;
    this.#data = [];
    this.#dataSize = 0;
    this.#type = '';
    if (text === '') return undefined;
    try {
      const data = JSON.parse(text);
      if (typeof data !== 'object' || data === null) return undefined;
      return { id: this.#id, type, data };
    } catch {
      return undefined;
    }
  }
}
