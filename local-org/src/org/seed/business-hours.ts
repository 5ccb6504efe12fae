import type { OrgCore } from '../org-core.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Every org has business hours to begin with: round the clock, in the org's time zone. */
export function seedBusinessHours({ rows, db }: OrgCore): void {
  if (db.get('SELECT id FROM "businesshours" LIMIT 1') !== undefined) {
    return;
  }
  const zone = db.get('SELECT timezonesidkey AS zone FROM "organization" LIMIT 1')?.['zone'];
  const hours = Object.fromEntries(
    DAYS.flatMap((day) => [`${day}StartTime`, `${day}EndTime`].map((name) => [name, 0]))
  );
  rows.insert('BusinessHours', null, {
    Name: 'Default',
    IsActive: true,
    IsDefault: true,
    TimeZoneSidKey: typeof zone === 'string' ? zone : 'GMT',
    ...hours
  });
}
