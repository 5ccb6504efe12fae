import { PlatformObject } from '../../../values/index.ts';
import type { ApexValue } from '../../../values/index.ts';
import { platformClass } from '../../../engine/index.ts';

/** A class of plain properties: `Database.DMLOptions` and its headers. */
export class OptionsObject extends PlatformObject {
  readonly $type: string;
  readonly values = new Map<string, ApexValue>();

  constructor(type: string) {
    super();
    this.$type = type;
  }

  get(name: string): ApexValue {
    return this.values.get(name.toLowerCase()) ?? null;
  }
}

function optionsClass(name: string, properties: readonly string[], headers: Readonly<Record<string, string>> = {}) {
  const key = name.toLowerCase();
  return platformClass({
    name,
    constructors: {
      new: () => {
        const options = new OptionsObject(key);
        for (const [property, type] of Object.entries(headers)) {
          options.values.set(property.toLowerCase(), new OptionsObject(type.toLowerCase()));
        }
        return options;
      }
    },
    properties: Object.fromEntries(
      [...properties, ...Object.keys(headers)].map((property) => [
        property,
        {
          get: (_rt: unknown, self: OptionsObject) => self.get(property),
          set: (_rt: unknown, self: OptionsObject, value: ApexValue) =>
            void self.values.set(property.toLowerCase(), value)
        }
      ])
    )
  });
}

export const dmlOptionsClasses = [
  optionsClass('Database.DMLOptions', ['AllowFieldTruncation', 'LocaleOptions', 'OptAllOrNone'], {
    AssignmentRuleHeader: 'Database.DMLOptions.AssignmentRuleHeader',
    DuplicateRuleHeader: 'Database.DMLOptions.DuplicateRuleHeader',
    EmailHeader: 'Database.DMLOptions.EmailHeader'
  }),
  optionsClass('Database.DMLOptions.AssignmentRuleHeader', ['AssignmentRuleId', 'UseDefaultRule']),
  optionsClass('Database.DMLOptions.DuplicateRuleHeader', ['AllowSave', 'RunAsCurrentUser']),
  optionsClass('Database.DMLOptions.EmailHeader', ['TriggerAutoResponseEmail', 'TriggerOtherEmail', 'TriggerUserEmail'])
];
