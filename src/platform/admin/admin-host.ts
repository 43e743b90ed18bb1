import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AccountPages } from './account-pages.js';
import { AdminAnswers } from './admin-answers.js';
import { AdminApi } from './admin-api.js';
import { AdminAssets } from './admin-assets.js';
import { parseForms } from './admin-body.js';
import { AdminDoor } from './admin-door.js';
import { AdminShell } from './admin-shell.js';
import { SecondStepPages } from './second-step-pages.js';
import { SignInPages } from './sign-in-pages.js';

/** What the door lets through. */
@Injectable()
export class AdminRooms {
  constructor(
    private readonly signIn: SignInPages,
    private readonly accounts: AccountPages,
    private readonly secondStep: SecondStepPages,
    private readonly assets: AdminAssets,
    private readonly api: AdminApi,
    private readonly shell: AdminShell,
  ) {}

  mount(admin: FastifyInstance): void {
    for (const room of [this.signIn, this.accounts, this.secondStep, this.assets, this.api, this.shell]) room.mount(admin);
  }
}

/** The back office as a part of the one Fastify server: its door is asked before any body is read, whatever the address. */
@Injectable()
export class AdminHost implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly door: AdminDoor,
    private readonly answers: AdminAnswers,
    private readonly rooms: AdminRooms,
  ) {}

  async onModuleInit(): Promise<void> {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const plugin = (admin: FastifyInstance, _options: object, done: () => void) => {
      parseForms(admin);
      admin.addHook('onRequest', this.door.enter);
      admin.setErrorHandler<Error>(this.answers.refuse);
      this.rooms.mount(admin);
      done();
    };
    await server.register(plugin, { prefix: '/admin' });
  }
}
