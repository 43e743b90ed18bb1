import { Clock } from '../../context/clock.js';
import type { Context } from '../../context/context.js';
import type { AuthSessionRepository } from './auth-session.repository.js';
import type { CurrentSession } from './current-session.js';
import { SessionRegister } from './session-register.js';

/** A register over sessions 1 … 200, of which `ended` no longer stand; what it asks can be held up. */
function registerOver(ended: Set<number>) {
  const questions: number[][] = [];
  const gates: (() => void)[] = [];
  let held = false;
  const repository = {
    liveAmong: async (ids: number[]) => {
      questions.push(ids);
      const live = ids.filter((id) => !ended.has(id));
      if (held) await new Promise<void>((open) => gates.push(open));
      return live;
    },
    end: (id: number) => Promise.resolve(void ended.add(id)),
  };
  const register = new SessionRegister(
    repository as unknown as AuthSessionRepository,
    { set: () => undefined } as unknown as CurrentSession,
    new Clock(),
    {} as Context,
  );
  return { register, questions, hold: () => (held = true), open: () => gates.splice(0).forEach((gate) => gate()) };
}

const all = Array.from({ length: 200 }, (_, i) => i + 1);

describe('sessions of access tokens', () => {
  it('are looked up together: two hundred people cost two questions a second, not four hundred', async () => {
    const { register, questions } = registerOver(new Set([7]));
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    await Promise.all(all.map((id) => register.stands(id)));
    const first = questions.length;
    now.mockReturnValue(1400);
    await Promise.all(all.filter((id) => id !== 7).map((id) => register.stands(id)));
    expect(questions).toHaveLength(first);
    now.mockReturnValue(1600);
    const answers = await Promise.all(all.map((id) => register.stands(id)));
    expect(questions.length - first).toBeLessThanOrEqual(2);
    expect(answers.filter(Boolean)).toHaveLength(199);
    expect(answers[6]).toBe(false);
  });

  it('REQ-A2 one that ends while the question is under way stays ended', async () => {
    const { register, hold, open } = registerOver(new Set());
    hold();
    const asked = register.stands(3);
    await new Promise((resolve) => setImmediate(resolve));
    await register.end(3, 'sign-out');
    open();
    expect(await asked).toBe(false);
  });
});
