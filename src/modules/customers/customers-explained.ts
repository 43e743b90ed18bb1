import { Injectable } from '@nestjs/common';
import { ExplainSubject } from '../rbac/rights/explain-subject.port.js';
import { CustomerRepository } from './customer.repository.js';

/** Customers, for explaining permissions on them. */
@Injectable()
export class CustomerExplained extends ExplainSubject {
  readonly subject = 'Customer';

  constructor(private readonly customers: CustomerRepository) {
    super();
  }

  row(id: number) {
    return this.customers.whole(id);
  }
}

/** What belongs to a customer is reached through him: its rules name his owner and department. */
abstract class ChildExplained extends ExplainSubject {
  protected abstract readonly table: 'contact' | 'interaction';
  override get fieldsOf(): string {
    return 'Customer';
  }

  constructor(private readonly customers: CustomerRepository) {
    super();
  }

  async row(id: number) {
    const customerId = await this.customers.ofChild(this.table, id);
    return customerId === undefined ? null : this.customers.whole(customerId);
  }
}

@Injectable()
export class ContactExplained extends ChildExplained {
  readonly subject = 'Contact';
  protected readonly table = 'contact';

  constructor(customers: CustomerRepository) {
    super(customers);
  }
}

@Injectable()
export class InteractionExplained extends ChildExplained {
  readonly subject = 'Interaction';
  protected readonly table = 'interaction';

  constructor(customers: CustomerRepository) {
    super(customers);
  }
}
