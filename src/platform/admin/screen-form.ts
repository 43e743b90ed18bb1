import type { BusinessTime } from '../context/business-time.js';
import type { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Fault } from '../errors/domain-error.js';
import { ruleText } from '../http/validation-messages.js';
import type { Payload } from './admin-body.js';
import type { AdminPlace, AdminProperty } from './admin-resource.js';
import type { AdminValues } from './admin-source.js';
import { type Form, faultCollector, readForm, type Refuse, valueOf } from './form-input.js';
import type { ScreenFields } from './screen-fields.js';

const listsAmong = (properties: readonly AdminProperty[]): ReadonlySet<string> =>
  new Set(properties.filter((p) => p.type === 'references').map((p) => p.name));

/** What the forms of a screen send, read by the declared properties; every fault is named at once. */
export class ScreenForm {
  constructor(
    private readonly fields: ScreenFields,
    private readonly time: BusinessTime,
    private readonly context: Context,
  ) {}

  /** @throws input.invalid for names nobody declared, field.forbidden for declared ones the caller may not set here. */
  read(payload: Payload, place: AdminPlace, extra: readonly string[] = []): Form {
    const properties = this.fields.in(place);
    const form = readForm(payload, listsAmong(properties));
    const writable = new Set([...properties.map((p) => p.name), ...extra]);
    const declared = new Set(this.fields.definition.properties.map((p) => p.name));
    const refused = [...form.keys()].filter((name) => !writable.has(name));
    const unknown = refused.filter((name) => !declared.has(name));
    this.collect((refuse) => unknown.forEach((path) => refuse(path, 'field.unknown')));
    if (refused.length) throw commonErrors['field.forbidden']({ fields: refused.join(', ') });
    return form;
  }

  /** The values a form gives. @throws input.invalid */
  values(form: Form, place: AdminPlace): AdminValues {
    return this.collect((refuse) => this.valuesOf(form, place, refuse));
  }

  /** The values a form would give that was sent back as it was shown. */
  shown(params: Payload, place: AdminPlace): AdminValues {
    return this.valuesOf(readForm(params, listsAmong(this.fields.in(place))), place, () => undefined);
  }

  /** What is asked before an action runs. @throws input.invalid */
  inputs(inputs: readonly AdminProperty[], payload: Payload): AdminValues {
    const form = readForm(payload, listsAmong(inputs));
    return this.collect((refuse, faults) => {
      for (const name of form.keys()) if (!inputs.some((p) => p.name === name)) refuse(name, 'field.unknown');
      const values: AdminValues = {};
      for (const property of inputs) {
        const value = valueOf(property, form.get(property.name), this.time, refuse);
        if (property.required && (value === null || value === undefined) && !faults.some((f) => f.path === property.name))
          refuse(property.name, 'required');
        values[property.name] = value;
      }
      return values;
    });
  }

  /** Runs `work` and refuses everything it found wrong. */
  collect<T>(work: (refuse: Refuse, faults: readonly Fault[]) => T): T {
    const { faults, refuse } = faultCollector((code) => ruleText(code, this.context.language));
    const done = work(refuse, faults);
    if (faults.length) throw commonErrors['input.invalid']({}, { faults });
    return done;
  }

  private valuesOf(form: Form, place: AdminPlace, refuse: Refuse): AdminValues {
    const values: AdminValues = {};
    for (const property of this.fields.in(place)) {
      const wanted = property.required && place === 'new';
      if (!form.has(property.name)) {
        if (wanted && property.type !== 'boolean') refuse(property.name, 'required');
        continue;
      }
      const given = form.get(property.name);
      if (property.type === 'password' && (given === null || given === '')) {
        if (wanted) refuse(property.name, 'required');
        continue;
      }
      const value = valueOf(property, given, this.time, refuse);
      if (property.required && value === null) refuse(property.name, 'required');
      values[property.name] = value;
    }
    return values;
  }
}
