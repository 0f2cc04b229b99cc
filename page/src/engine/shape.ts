import type { Policy } from '@remit/wasm';
import type { EntityShape, PolicyShape } from './protocol.ts';

/** What the document leaves open of the whole; the day of the run is asked for at the head of the page. */
const isDay = (index: number, name: string): boolean => index === 0 && name === 'as_of';

/** What the page has to know of a policy to show its tables. */
export function shapeOf(policy: Policy): PolicyShape {
  const { name } = policy;
  const entities: EntityShape[] = policy.entities.map((entity) => ({
    name: entity.name,
    label: entity.label,
    table: entity.index === 0 ? name : entity.name,
    whole: entity.index === 0,
    made: entity.made,
    fields: entity.fields.filter((field) => !isDay(entity.index, field.name))
      .map(({ name, label, header, kind, currency, refersTo, categories, key, optional, hasDefault, percent }) =>
        ({ name, label, header, kind, currency, refersTo, categories, key, optional: optional || hasDefault, percent })),
    columns: entity.columns.map((column) => column.name),
  }));
  return { name, title: policy.title, entities };
}
