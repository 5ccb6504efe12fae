import { PlatformObject } from '../../values/index.ts';
import type { Sortable } from '../core/collections/sort.ts';
import { platformClass, type PlatformClass } from '../../engine/index.ts';

/** `System.SelectOption`: one choice of a pick list on a page. */
class SelectOption extends PlatformObject implements Sortable {
  readonly $type = 'system.selectoption';
  value: string | null;
  label: string | null;
  disabled: boolean | null;
  escapeItem: boolean | null = true;

  constructor(value: string | null, label: string | null, disabled: boolean | null = false) {
    super();
    this.value = value;
    this.label = label;
    this.disabled = disabled;
  }

  $sortKeys(): readonly (string | null)[] {
    return [this.value, this.label];
  }
}

/** `System.Cookie`. Those that Apex makes are sent with the name as it is given and scripts may read them unless they are said not to. */
export class Cookie extends PlatformObject {
  readonly $type = 'system.cookie';
  readonly name: string | null;
  readonly value: string | null;
  readonly path: string | null;
  readonly maxAge: number | null;
  readonly isSecure: boolean | null;
  readonly sameSite: string | null;
  readonly isHttpOnly: boolean | null;

  constructor(
    name: string | null,
    value: string | null,
    path: string | null,
    maxAge: number | null,
    isSecure: boolean | null,
    sameSite: string | null = null,
    isHttpOnly: boolean | null = false
  ) {
    super();
    this.name = name;
    this.value = value;
    this.path = path;
    this.maxAge = maxAge;
    this.isSecure = isSecure;
    this.sameSite = sameSite;
    this.isHttpOnly = isHttpOnly;
  }
}

export const pageValueClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.SelectOption',
    constructors: {
      'new/2': (_rt, value: string | null, label: string | null) => new SelectOption(value, label),
      'new/3': (_rt, value: string | null, label: string | null, disabled: boolean | null) =>
        new SelectOption(value, label, disabled)
    },
    methods: {
      getDisabled: (_rt, self: SelectOption) => self.disabled,
      getEscapeItem: (_rt, self: SelectOption) => self.escapeItem,
      getLabel: (_rt, self: SelectOption) => self.label,
      getValue: (_rt, self: SelectOption) => self.value,
      setDisabled: (_rt, self: SelectOption, disabled: boolean | null) => {
        self.disabled = disabled;
      },
      setEscapeItem: (_rt, self: SelectOption, escapeItem: boolean | null) => {
        self.escapeItem = escapeItem;
      },
      setLabel: (_rt, self: SelectOption, label: string | null) => {
        self.label = label;
      },
      setValue: (_rt, self: SelectOption, value: string | null) => {
        self.value = value;
      }
    }
  }),
  platformClass({
    name: 'System.Cookie',
    constructors: {
      new: (_rt, ...values: ConstructorParameters<typeof Cookie>) => new Cookie(...values)
    },
    methods: {
      getMaxAge: (_rt, self: Cookie) => self.maxAge,
      getName: (_rt, self: Cookie) => self.name,
      getPath: (_rt, self: Cookie) => self.path,
      getSameSite: (_rt, self: Cookie) => self.sameSite,
      getValue: (_rt, self: Cookie) => self.value,
      isHttpOnly: (_rt, self: Cookie) => self.isHttpOnly,
      isSecure: (_rt, self: Cookie) => self.isSecure
    }
  })
];
