import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { booleanOf, textOf } from '../../metadata/index.ts';
import type { OrgCore } from '../org-core.ts';

/** The folder that stands for "not in a folder of its own". */
const UNFILED = 'unfiled$public';

/** The project's e-mail templates as records, with their folders, so that Apex finds them by name. */
export function seedEmailTemplates(org: OrgCore): void {
  const { rows } = org;
  for (const { type, file, fullName, data } of org.metadata.components) {
    if (type !== 'EmailTemplate') {
      continue;
    }
    const path = file.replace(/-meta\.xml$/, '');
    const content = existsSync(path) ? readFileSync(path, 'utf8') : null;
    const kind = textOf(data, 'type') ?? 'text';
    rows.ensure(
      'EmailTemplate',
      null,
      { DeveloperName: fullName },
      {
        Name: textOf(data, 'name') ?? fullName,
        Description: textOf(data, 'description') ?? null,
        Subject: textOf(data, 'subject') ?? null,
        TemplateType: kind,
        TemplateStyle: textOf(data, 'style') ?? 'none',
        Encoding: textOf(data, 'encodingKey') ?? 'UTF-8',
        IsActive: booleanOf(data, 'available'),
        FolderId: folderOf(org, dirname(file)),
        // A text template's file is its text; other files are the page, beside which a text may be given.
        Body: kind === 'text' ? content : (textOf(data, 'textOnly') ?? null),
        HtmlValue: kind === 'text' ? null : content
      }
    );
  }
}

function folderOf(org: OrgCore, directory: string): string {
  const name = basename(directory);
  if (name === UNFILED) {
    return org.id;
  }
  // The source format and the metadata format name a folder's file differently.
  const file = [`${directory}.emailFolder-meta.xml`, `${directory}-meta.xml`].find((path) => existsSync(path));
  const label = file === undefined ? undefined : /<name>([^<]*)<\/name>/.exec(readFileSync(file, 'utf8'))?.[1];
  return org.rows.ensure(
    'Folder',
    null,
    { DeveloperName: name, Type: 'Email' },
    { Name: label ?? name.replaceAll('_', ' '), AccessType: 'Public', IsReadonly: false }
  );
}
