// What the pictures of README and guides show: who looks, and how he comes there. In the order in which one leaves the next its data.
const id = (name) => `[data-testid=${name}]`;
const opened = async (page, address, there) => {
  await page.goto(`/admin${address}`);
  await page.waitForSelector(there);
};
const list = (address) => (page) => opened(page, `/resources/${address}`, 'tbody .row-link');
const record = (address) => async (page) => {
  await list(address)(page);
  await page.click('tbody .row-link >> nth=0');
  await page.waitForLoadState('networkidle');
};
const tick = async (page, count) => {
  for (let n = 0; n < count; n++) await page.locator('tbody .adminjs_Checkbox').nth(n).click();
};
const console_ = (page) => opened(page, '/pages/distribution', `${id('round-panel')} ol li`);
const columns = async (page, { file }) => {
  await opened(page, '/pages/imports', id('import-file'));
  await page.setInputFiles(id('import-input'), file);
  await page.waitForSelector(id('import-columns'));
};
const mapped = async (page, files) => {
  await columns(page, files);
  await page.click(id('use-template'));
};

export const scenes = [
  { name: 'home', who: 'wangxiaoming', take: (page) => opened(page, '', '[data-testid^=card-]') },
  { name: 'customer', who: 'wangxiaoming', take: record('customers') },
  {
    name: 'pool',
    who: 'wangxiaoming',
    take: async (page) => {
      await list('pool')(page);
      await page.locator('[data-testid=actions-dropdown]').nth(1).hover();
    },
  },
  {
    name: 'views',
    who: 'wangxiaoming',
    take: async (page) => {
      await opened(page, '/resources/customers?filters.holding=owned', 'tbody .row-link');
      await page.click(id('view-keep'));
      await page.waitForSelector(id('view-form'));
    },
  },
  { name: 'holdings', who: 'wuting', take: list('holdings') },
  {
    name: 'bulk',
    who: 'wuting',
    take: async (page) => {
      await list('holdings')(page);
      await tick(page, 3);
      await page.waitForSelector('.ticked-bar');
    },
  },
  {
    name: 'edit-many',
    who: 'chenjing',
    take: async (page) => {
      await list('customers?filters.source=baidu')(page);
      await tick(page, 1);
      await page.click(id('all-that-match'));
      await page.click(id('bulk-edit'));
      await page.waitForSelector(id('bulk-form'));
      await page.selectOption(id('bulk-level'), 'key');
      await page.click(id('bulk-look'));
      await page.waitForSelector(id('bulk-forecast'));
    },
  },
  {
    name: 'merge',
    who: 'wuting',
    take: async (page) => {
      await list('customers')(page);
      await tick(page, 2);
      await page.click('.ticked-bar .adminjs_Button:has-text("Merge"), .ticked-bar .adminjs_Button:has-text("合并")');
      await page.click(id('run-action'));
      await page.waitForSelector(id('merge-fields'));
    },
  },
  {
    name: 'exports',
    who: 'chenjing',
    take: async (page) => {
      await list('customers?filters.source=referral')(page);
      await page.click(id('export-all'));
      await page.click(id('export-everything'));
      await page.waitForSelector(id('export-file'));
    },
  },
  { name: 'console', who: 'chenjing', take: console_ },
  {
    name: 'run',
    who: 'chenjing',
    take: async (page) => {
      await console_(page);
      await page.click(id('run'));
      await page.waitForSelector(id('run-question'));
    },
  },
  {
    name: 'draft',
    who: 'chenjing',
    take: async (page) => {
      await console_(page);
      await page.click(id('draft'));
      await page.locator('input[type=number]').nth(1).fill('6');
      await page.click(id('draft-preview'));
      await page.waitForSelector(id('comparison'));
      await page.evaluate(() => document.querySelector('[data-testid=draft-preview]').closest('section').scrollIntoView());
    },
  },
  { name: 'why', who: 'chenjing', take: record('assignments') },
  { name: 'import-names', who: 'chenjing', take: columns },
  { name: 'import-columns', who: 'chenjing', take: mapped },
  {
    name: 'import-result',
    who: 'chenjing',
    take: async (page, files) => {
      await mapped(page, files);
      await page.click(id('preview'));
      await page.waitForSelector(id('import-preview'));
      await page.click(id('start'));
      await page.waitForSelector(id('first-faults'));
      await page.waitForSelector(`${id('whereabouts')} li`);
    },
  },
  { name: 'jobs', who: 'linguodong', take: list('jobs') },
  { name: 'audit', who: 'linguodong', take: list('audit') },
  {
    name: 'role',
    who: 'linguodong',
    take: async (page) => {
      await list('roles')(page);
      await page.locator('tbody .row-link', { hasText: /^(Salesperson|销售)$/ }).click();
      await page.waitForSelector(id('only-given'));
    },
  },
];
