/** Loaded before `reader-process.ts` where it runs uncompiled (tests): imports name the file Node loads once it is built. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isOwn = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(isOwn ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
