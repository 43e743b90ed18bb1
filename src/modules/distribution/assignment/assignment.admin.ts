import { Injectable } from '@nestjs/common';
import { adminMenus, adminPages } from '../../../platform/admin/admin-page.js';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { AssignmentList } from './assignment.dto.js';
import { InsightService } from './insight.service.js';

@Injectable()
export class AssignmentAdmin {
  constructor(private readonly insights: InsightService) {}

  list(query: AssignmentList) {
    return this.insights.list(query);
  }

  get(id: number) {
    return this.insights.explain(id);
  }
}

export const assignmentResource = adminResources.declare({
  id: 'assignments',
  subject: 'Assignment',
  label: { 'zh-CN': '分配结果', en: 'Assignments' },
  menu: 'customers',
  icon: 'HelpCircle',
  title: 'customerName',
  source: shaped(AssignmentAdmin, { list: AssignmentList }),
  defaultSort: '-at',
  help: { 'zh-CN': '每个客户为什么分给了这个人：点开一行查看。', en: 'Why each customer went to this person: open a row.' },
  empty: { 'zh-CN': '还没有自动分配过客户', en: 'Nothing has been distributed yet' },
  showComponent: 'AssignmentWhy',
  properties: [
    {
      name: 'at',
      label: { 'zh-CN': '时间', en: 'Time' },
      type: 'instant',
      in: ['list', 'show'],
      sort: 'at',
      filterRange: { from: 'from', to: 'to' },
    },
    { name: 'customerNumber', label: { 'zh-CN': '客户编号', en: 'Number' }, type: 'string', in: ['list', 'show'] },
    { name: 'customerName', label: { 'zh-CN': '客户', en: 'Customer' }, type: 'string', in: ['list', 'show'] },
    { name: 'customerId', label: { 'zh-CN': '客户 ID', en: 'Customer id' }, type: 'number', in: ['show'], filter: 'customerId' },
    { name: 'staffName', label: { 'zh-CN': '分给', en: 'Went to' }, type: 'string', in: ['list', 'show'] },
    { name: 'staffId', label: { 'zh-CN': '分给', en: 'Went to' }, type: 'reference', reference: 'staff', in: [], filter: 'staffId' },
    { name: 'round', label: { 'zh-CN': '轮次', en: 'Round' }, type: 'number', in: ['list', 'show'] },
    { name: 'position', label: { 'zh-CN': '本轮第几单', en: 'Of the round' }, type: 'number', in: ['list', 'show'] },
    { name: 'backToOwner', label: { 'zh-CN': '回到原顾问', en: 'Back to the owner' }, type: 'boolean', in: ['list', 'show'] },
  ],
});

export const distributionPage = adminPages.declare({
  name: 'distribution',
  label: { 'zh-CN': '分配控制台', en: 'Distribution' },
  menu: 'customers',
  position: 75,
  icon: 'Shuffle',
  permission: { action: 'read', subject: 'Distribution' },
  component: 'DistributionConsole',
});

export const customersMenu = adminMenus.declare({
  code: 'customers',
  label: { 'zh-CN': '客户', en: 'Customers' },
  icon: 'Users',
  position: 10,
});
