import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context } from '../../../platform/context/context.js';
import { idParam } from '../../../platform/http/fields.js';
import { Limited } from '../../../platform/http/throttle/throttle.interceptor.js';
import { download } from '../../../platform/http/uploads/download.js';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { ErasureService } from './erasure.service.js';
import { erasureBody, type ErasureBody, requestList, type RequestList } from './personal-data.dto.js';
import { PersonalDataBoard } from './personal-data-board.service.js';
import { PersonalDataExports } from './personal-data-exports.service.js';

type Id = { id: number };

/** What a person may ask of whoever keeps data about him: to be told, and to be forgotten. A colleague answers for it, no program. */
@Controller()
@PersonOnly()
export class PersonalDataController {
  constructor(
    private readonly board: PersonalDataBoard,
    private readonly exports: PersonalDataExports,
    private readonly erasure: ErasureService,
    private readonly context: Context,
  ) {}

  @Get('customers/:id/personal-data')
  @Permit('personal-data', 'Customer')
  overview(@Param({ schema: idParam() }) { id }: Id) {
    return this.board.overview(id);
  }

  @Post('customers/:id/personal-data')
  @HttpCode(202)
  @Permit('personal-data', 'Customer')
  @Limited({ uses: 30, seconds: 3600 })
  async export(@Param({ schema: idParam() }) { id }: Id) {
    return this.board.made(await this.exports.start(id, this.context.language));
  }

  @Post('customers/:id/erase')
  @HttpCode(202)
  @Permit('erase', 'Customer')
  @Limited({ uses: 30, seconds: 3600 })
  async erase(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: erasureBody }) body: ErasureBody) {
    return this.board.made(await this.erasure.erase(id, body));
  }

  @Get('personal-data-requests')
  @Permit('read', 'PersonalDataRequest')
  list(@Query({ schema: requestList }) query: RequestList) {
    return this.board.list(query);
  }

  @Get('personal-data-requests/:id')
  @Permit('read', 'PersonalDataRequest')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.board.get(id);
  }

  @Get('personal-data-requests/:id/file')
  @Permit('personal-data', 'Customer')
  async file(@Param({ schema: idParam() }) { id }: Id, @Res({ passthrough: true }) reply: FastifyReply) {
    const { file, content } = await this.exports.file(id);
    return download(reply, file, content);
  }
}
