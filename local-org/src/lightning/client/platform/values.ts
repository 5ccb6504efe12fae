/** Follows a path such as `Account.Owner.Name` through a row of a query answer; names are matched ignoring case. */
export function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const record = value as Record<string, unknown>;
    if (name in record) return record[name];
    const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : record[key];
  }, row);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
