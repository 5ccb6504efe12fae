import type { PlatformTypes } from '../../types/index.ts';
import type { SObjectMembers } from './sobject-members.ts';

/** Types of the System namespace that are written without it in messages. */
const UNQUALIFIED = new Set(
  'string integer long double decimal boolean id date datetime time blob object sobject list set map'
    .split(' ')
    .map((name) => `system.${name}`)
);
const SPECIAL = new Set(['void', 'null', 'any']);

/** How Apex prints the type with this lower-case key; undefined if neither the platform nor the schema has it. */
export function displayName(key: string, platform: PlatformTypes, sobjects: SObjectMembers): string | undefined {
  if (SPECIAL.has(key)) {
    return key;
  }
  const name = platform.nameOf(key);
  if (name !== undefined) {
    return UNQUALIFIED.has(key) ? name.slice('System.'.length) : name;
  }
  return key.startsWith('schema.') ? sobjects.objectName(key.slice('schema.'.length)) : undefined;
}
