import { lookup as resolve, type LookupAddress } from 'node:dns';
import { type ClientRequest, request as plainRequest, type RequestOptions } from 'node:http';
import { request as safeRequest } from 'node:https';
import { isIP } from 'node:net';
import { isNetwork, liesWithin } from './network-list.js';
import { isPublicAddress } from './public-address.js';

export interface OutgoingCall {
  /** Hosts, addresses and networks that are none of the internet's and may be called all the same (`OUTGOING_ALLOW`). */
  readonly allow: readonly string[];
  /** Milliseconds for all of it, from the name to the last byte. */
  readonly within: number;
  readonly signal: AbortSignal;
}
export interface OutgoingAnswer {
  readonly status: number;
  /** The first 16 KB of it. */
  readonly text: string;
}

/** The call has come to nothing. `untouched`: nobody has heard of it, so that it may be made again. */
export class OutgoingFailure extends Error {
  constructor(
    readonly code: string,
    readonly untouched: boolean,
  ) {
    super(code);
    this.name = 'OutgoingFailure';
  }
}

const LONGEST_ANSWER = 16_384;
const REFUSED = 'EADDRESSREFUSED';
/** Of these nothing has left this machine. */
const BEFORE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', REFUSED]);
const refusal = (host: string): Error => Object.assign(new Error(`${host} is no public address`), { code: REFUSED });

/**
 * Every call to an address that somebody has configured. It goes to public addresses only, or to what is allowed by name; the address that was looked at
 * is the one that is called, whatever the name means a moment later; a redirect is an answer and not followed; and what takes too long or says too much
 * is left. @throws OutgoingFailure
 */
export function postOutgoing(address: string, body: object, call: OutgoingCall): Promise<OutgoingAnswer> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !mayCall(host, host, call.allow)) return Promise.reject(new OutgoingFailure(REFUSED, true));
  const content = JSON.stringify(body);
  const options: RequestOptions = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content), 'user-agent': 'Tide-CRM' },
    // a connection of its own: a kept one would not be looked up
    agent: false,
    lookup: pinned(call.allow) as never,
    signal: AbortSignal.any([call.signal, AbortSignal.timeout(call.within)]),
  };
  return new Promise((done, fail) => {
    let connected = false;
    const request: ClientRequest = (url.protocol === 'https:' ? safeRequest : plainRequest)(url, options, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      const finish = () => {
        done({ status: response.statusCode ?? 0, text: Buffer.concat(parts).subarray(0, LONGEST_ANSWER).toString('utf8') });
        request.destroy();
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        if ((length += part.length) >= LONGEST_ANSWER) finish();
      });
      response.on('end', finish);
      response.on('error', failed);
    });
    const failed = (error: Error & { code?: string }) => {
      const code = error.code ?? error.name;
      fail(new OutgoingFailure(code, BEFORE.has(code) || !connected));
    };
    request.on('socket', (socket) => socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true)));
    request.on('error', failed);
    request.end(content);
  });
}

function mayCall(host: string, address: string, allow: readonly string[]): boolean {
  if (isPublicAddress(address)) return true;
  return allow.includes(host) || liesWithin(address, allow.filter(isNetwork));
}

type Answer = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/** As Node's own lookup, with what may be called of what the name means; the connection is made to just that. */
const pinned =
  (allow: readonly string[]) =>
  (host: string, options: { all?: boolean }, answer: Answer): void =>
    resolve(host, { all: true }, (error, found) => {
      if (error) return answer(error);
      const good = found.filter(({ address }) => mayCall(host, address, allow));
      if (!good.length) return answer(refusal(host));
      return options.all ? answer(null, good) : answer(null, good[0]!.address, good[0]!.family);
    });
