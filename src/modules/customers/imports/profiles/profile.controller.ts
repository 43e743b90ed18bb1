import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../../platform/http/fields.js';
import { Permit } from '../../../../platform/permissions/permit.js';
import {
  profileBody,
  type ProfileBody,
  profileChange,
  type ProfileChange,
  profileList,
  type ProfileList,
  profileUse,
  type ProfileUse,
} from './profile.dto.js';
import { ProfileService } from './profile.service.js';
import { ProfileUseService } from './profile-use.service.js';

type Id = { id: number };

@Controller()
export class ProfileController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly uses: ProfileUseService,
  ) {}

  @Get('import-profiles')
  @Permit('read', 'ImportProfile')
  list(@Query({ schema: profileList }) query: ProfileList) {
    return this.profiles.list(query);
  }

  @Get('import-profiles/:id')
  @Permit('read', 'ImportProfile')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.profiles.get(id);
  }

  @Post('import-profiles')
  @Permit('create', 'ImportProfile')
  create(@Body({ schema: profileBody }) body: ProfileBody) {
    return this.profiles.create(body);
  }

  @Patch('import-profiles/:id')
  @Permit('update', 'ImportProfile')
  update(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: profileChange }) body: ProfileChange) {
    return this.profiles.update(id, body);
  }

  @Delete('import-profiles/:id')
  @HttpCode(204)
  @Permit('delete', 'ImportProfile')
  remove(@Param({ schema: idParam() }) { id }: Id) {
    return this.profiles.remove(id);
  }

  @Post('imports/:id/profile')
  @HttpCode(200)
  @Permit('create', 'Import')
  use(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: profileUse }) body: ProfileUse) {
    return this.uses.use(id, body);
  }
}
