import 'reflect-metadata';
import { bootJobs } from '../../conformance/job-world.js';

// A worker of its own, to be killed: says `ready` and works until then.
const app = await bootJobs(JSON.parse(process.env['CHILD_WORLD']!) as Record<string, string>);
app.enableShutdownHooks();
process.stdout.write('ready\n');
