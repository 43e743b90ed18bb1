import { Injectable } from '@nestjs/common';
import { SECOND } from '../context/clock.js';

/** How long a provider may take, in milliseconds. One object, so that tests can be hasty. */
@Injectable()
export class ChannelPatience {
  connectMs = 10 * SECOND;
  answerMs = 20 * SECOND;
  /** Robots and gateways: for a whole call. */
  callMs = 10 * SECOND;
}
