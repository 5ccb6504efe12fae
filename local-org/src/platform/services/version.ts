import { PlatformObject } from '../../values/index.ts';
import { platformClass, type PlatformClass } from '../../engine/index.ts';

/** `System.Version`. */
export class VersionObject extends PlatformObject {
  readonly $type = 'system.version';
  readonly parts: readonly number[];

  constructor(parts: readonly number[]) {
    super();
    this.parts = parts;
  }

  override $str(): string {
    return this.parts.join('.');
  }
}

function compare(a: VersionObject, b: VersionObject): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference !== 0) {
      return Math.sign(difference);
    }
  }
  return 0;
}

export const versionClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Version',
    constructors: {
      'new/2': (_rt, major: number, minor: number) => new VersionObject([major, minor]),
      'new/3': (_rt, major: number, minor: number, patch: number) => new VersionObject([major, minor, patch])
    },
    methods: {
      major: (_rt, self: VersionObject) => self.parts[0] ?? 0,
      minor: (_rt, self: VersionObject) => self.parts[1] ?? 0,
      patch: (_rt, self: VersionObject) => self.parts[2] ?? null,
      compareTo: (_rt, self: VersionObject, other: VersionObject) => compare(self, other)
    }
  })
];
