import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { loginName } from '../../platform/auth/sign-in/login-name.js';
import { Passwords } from '../../platform/auth/accounts/passwords.js';
import { Config } from '../../platform/config/config.js';
import { ADMINISTRATOR } from './roles/built-in.js';
import { StaffWriter } from './staff/staff-writer.repository.js';

/** An installation without staff gets its administrator: with the configured password, or one that is made and printed once. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly staff: StaffWriter,
  ) {}

  async ensure(): Promise<void> {
    if (await this.staff.any()) return;
    const username = loginName(this.config.adminUsername);
    const password = this.config.adminPassword ?? randomBytes(12).toString('base64url');
    const id = await this.staff.insert({
      username,
      name: username,
      email: null,
      phone: null,
      departmentId: null,
      positionId: null,
      active: true,
      language: null,
      passwordHash: await this.passwords.hash(password),
    });
    await this.staff.giveRoles(id, [await this.staff.roleId(ADMINISTRATOR)]);
    if (!this.config.adminPassword)
      process.stdout.write(
        `\n  The first administrator is "${username}", password ${password}\n  It is shown this once: sign in and change it.\n\n`,
      );
  }
}
