// A process that works on the jobs of one world after the other, from the built application: what takes a new one longest, loading it, is done once.
const built = (path) => import(new URL(`../dist/src/${path}`, import.meta.url));
const { AppModule } = await built('app.module.js');
const { loadConfig } = await built('platform/config/load-config.js');
const { createApp } = await built('platform/http/create-app.js');

const told = (error) => process.send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
process.on('unhandledRejection', told);
process.on('disconnect', () => process.exit());

/** What was asked before is finished first. */
let last = Promise.resolve();
let app;
const orders = {
  start: async (env) => {
    const config = loadConfig(env);
    app = await createApp(AppModule.of(config), config, { logger: false });
    await app.init();
    return {};
  },
  stop: async () => {
    const ending = app;
    app = undefined;
    await ending?.close();
    return { stopped: true };
  },
};
process.on('message', ([order, env]) => {
  last = last.then(() => orders[order](env)).then((answer) => process.send(answer), told);
});
