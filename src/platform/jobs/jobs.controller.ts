import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParam } from '../http/fields.js';
import { ForKeys, SignedIn } from '../permissions/permit.js';
import { JobBoard } from './job-board.service.js';
import { JobEvents } from './job-events.js';
import { jobQuery, type JobQuery } from './jobs.dto.js';

const param = idParam();
type Id = z.output<typeof param>;

/** Jobs: those one has started, and those one's permissions reach. */
@Controller('jobs')
@SignedIn()
@ForKeys()
export class JobsController {
  constructor(
    private readonly board: JobBoard,
    private readonly events: JobEvents,
  ) {}

  @Get()
  list(@Query({ schema: jobQuery }) query: JobQuery) {
    return this.board.page(query);
  }

  @Get(':id')
  get(@Param({ schema: param }) { id }: Id) {
    return this.board.get(id);
  }

  /** Server-sent events: `progress` with the job whenever it has changed, `end` when there is no more to tell. */
  @Get(':id/events')
  follow(@Param({ schema: param }) { id }: Id, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.events.follow(id, request, reply);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param({ schema: param }) { id }: Id) {
    return this.board.cancel(id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  retry(@Param({ schema: param }) { id }: Id) {
    return this.board.retry(id);
  }
}
