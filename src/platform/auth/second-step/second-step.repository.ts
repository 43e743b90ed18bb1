import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Database } from '../../database/database.js';
import { RecoveryCode, SecondStep } from './second-step.entity.js';

@Injectable()
export class SecondStepRepository {
  constructor(private readonly database: Database) {}

  of(staffId: number): Promise<SecondStep | null> {
    return this.steps.findOneBy({ staffId });
  }

  /** His step, which nobody resets before the present transaction ends. */
  async locked(staffId: number): Promise<SecondStep | null> {
    await this.database.rows(`SELECT id FROM second_step WHERE staffId = ?${this.database.dialect.forUpdate()}`, [staffId]);
    return this.of(staffId);
  }

  /** Whoever of these (of all, without) has it on. */
  async on(staffIds?: readonly number[]): Promise<number[]> {
    const whose = staffIds ? { staffId: In([...staffIds]) } : {};
    return (await this.steps.find({ select: { staffId: true }, where: { ...whose, confirmedAt: Not(IsNull()) } })).map((s) => s.staffId);
  }

  /** A new secret, as long as none is confirmed. @returns false when one is. */
  async begin(staffId: number, secret: string, now: number): Promise<boolean> {
    await this.database.run(`${this.database.dialect.insertIgnore} second_step (staffId, secret, begunAt) VALUES (?, ?, ?)`, [
      staffId,
      secret,
      now,
    ]);
    return (await this.steps.update({ staffId, confirmedAt: IsNull() }, { secret, begunAt: now })).affected === 1;
  }

  /** @returns false when it has been confirmed or begun anew meanwhile. */
  async confirm({ id, secret }: SecondStep, lastCounter: number, confirmedAt: number): Promise<boolean> {
    return (await this.steps.update({ id, secret, confirmedAt: IsNull() }, { confirmedAt, lastCounter })).affected === 1;
  }

  /** Takes the code of this half minute. @returns false when it, or a later one, has been taken. `secret`: sealed anew, if it has to be. */
  async take(id: number, counter: number, secret: string): Promise<boolean> {
    const query = this.steps.createQueryBuilder().update().set({ lastCounter: counter, secret });
    const taken = await query.where('id = :id AND (lastCounter IS NULL OR lastCounter < :counter)', { id, counter }).execute();
    return taken.affected === 1;
  }

  /** @returns false for a code that is none of his, or has been used. */
  async takeRecovery(secondStepId: number, codeHash: string, now: number): Promise<boolean> {
    return (await this.codes.update({ secondStepId, codeHash, usedAt: IsNull() }, { usedAt: now })).affected === 1;
  }

  async replaceCodes(secondStepId: number, hashes: readonly string[]): Promise<void> {
    await this.codes.delete({ secondStepId });
    await this.codes.insert(hashes.map((codeHash) => ({ secondStepId, codeHash, usedAt: null })));
  }

  codesLeft(secondStepId: number): Promise<number> {
    return this.codes.countBy({ secondStepId, usedAt: IsNull() });
  }

  /** With its recovery codes. @returns false when it was not on. */
  async remove(staffId: number): Promise<boolean> {
    return (await this.steps.delete({ staffId, confirmedAt: Not(IsNull()) })).affected === 1;
  }

  private get steps() {
    return this.database.repository(SecondStep);
  }

  private get codes() {
    return this.database.repository(RecoveryCode);
  }
}
