import { Injectable } from '@nestjs/common';
import { homeCards, type HomeCardContent, type HomeCardSource } from '../admin/home-card.js';
import { BusinessTime } from '../context/business-time.js';
import { parseInstant } from '../context/clock.js';
import { JobBoard } from './job-board.service.js';

const ROWS = 3;

/** What has stopped in the night and waits for somebody. */
@Injectable()
export class FailedJobsCard implements HomeCardSource {
  constructor(
    private readonly board: JobBoard,
    private readonly time: BusinessTime,
  ) {}

  async card(): Promise<HomeCardContent> {
    const failed = await this.board.page({ page: 1, pageSize: ROWS, sort: '-createdAt', state: 'failed' });
    return {
      value: failed.total,
      hint: failed.total
        ? { 'zh-CN': '可以查看原因并重试', en: 'see why, and try them again' }
        : { 'zh-CN': '一切正常', en: 'all went well' },
      link: '/admin/resources/jobs?filters.state=failed',
      rows: failed.items.map((job) => ({
        text: job.label ?? `#${job.id}`,
        value: this.time.format(parseInstant(job.createdAt!), 'LL-dd HH:mm'),
        link: `/admin/resources/jobs/records/${job.id}/show`,
      })),
    };
  }
}

export const failedJobsCard = homeCards.declare({
  name: 'failed-jobs',
  label: { 'zh-CN': '失败的后台任务', en: 'Failed jobs' },
  permission: { action: 'retry', subject: 'Job' },
  source: FailedJobsCard,
  position: 60,
});
