import { Injectable } from '@nestjs/common';
import type { Credentials, PrincipalContact } from '../../../platform/auth/principals.js';
import { Clock } from '../../../platform/context/clock.js';
import type { Language } from '../../../platform/context/language.js';
import { Database } from '../../../platform/database/database.js';
import { Staff } from './staff.entity.js';

@Injectable()
export class StaffRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async credentials(login: string): Promise<Credentials | null> {
    const found = await this.byLogin(login).select(['s.id', 's.active', 's.passwordHash']).getOne();
    return found && { id: found.id, active: found.active, passwordHash: found.passwordHash };
  }

  async contact(idOrLogin: number | string): Promise<PrincipalContact | null> {
    const query =
      typeof idOrLogin === 'number' ? this.table.createQueryBuilder('s').where('s.id = :id', { id: idOrLogin }) : this.byLogin(idOrLogin);
    const found = await query.andWhere('s.active = :yes', { yes: true }).getOne();
    return found && { id: found.id, username: found.username, name: found.name, email: found.email, language: found.language };
  }

  async setPasswordHash(id: number, passwordHash: string): Promise<void> {
    await this.table.update({ id }, { passwordHash, passwordChangedAt: this.clock.now() });
  }

  spoken(id: number): Promise<Pick<Staff, 'language' | 'version'>> {
    return this.table.findOneOrFail({ select: { id: true, language: true, version: true }, where: { id } });
  }

  /** @returns false when he is not in that version (any more). */
  async setLanguage(id: number, version: number, language: Language | null): Promise<boolean> {
    return (await this.table.update({ id, version }, { language, version: version + 1, updatedAt: this.clock.now() })).affected === 1;
  }

  /** A user name wins over the same text as somebody else's e-mail address. */
  private byLogin(login: string) {
    return this.table
      .createQueryBuilder('s')
      .where('(s.username = :login OR s.email = :login)', { login })
      .orderBy('CASE WHEN s.username = :login THEN 0 ELSE 1 END', 'ASC')
      .limit(1);
  }

  private get table() {
    return this.database.repository(Staff);
  }
}
