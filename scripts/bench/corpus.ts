import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LINES_PER_CLASS = 500;

/** Writes plain Apex classes of about the given number of lines that use one another, and answers their folder. */
export function writeCorpus(lines: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'corpus-'));
  const count = Math.ceil(lines / LINES_PER_CLASS);
  for (let number = 0; number < count; number++) {
    writeFileSync(path.join(folder, `Part${number}.cls`), corpusClass(number, (number + 1) % count));
  }
  return folder;
}

function corpusClass(number: number, next: number): string {
  const methods = Array.from({ length: Math.floor((LINES_PER_CLASS - 10) / 14) }, (_, index) => method(index, next));
  return `public virtual with sharing class Part${number} {
  public enum Size { SMALL, LARGE }
  private Map<Id, Account> accounts = new Map<Id, Account>();
  public Size extent { get; set; }

${methods.join('\n')}
}
`;
}

function method(index: number, next: number): string {
  return `  public List<String> work${index}(Integer limitTo, Set<Id> ids) {
    List<String> names = new List<String>();
    for (Account account : [SELECT Id, Name, Phone FROM Account WHERE Id IN :ids LIMIT :limitTo]) {
      if (String.isNotBlank(account.Phone) && account.Name.length() > ${index}) {
        names.add(account.Name.substringBefore(' ') + '-' + ${index});
      } else {
        accounts.put(account.Id, account);
      }
    }
    Part${next} other = new Part${next}();
    extent = names.size() > 3 ? Size.LARGE : Size.SMALL;
    return names.isEmpty() ? other.work${index}(limitTo - 1, accounts.keySet()) : names;
  }
`;
}

const META = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;

/** Writes a small project for the measures of the runtime: an object with an indexed key, a trigger and a class that works. */
export function writeRuntimeProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'runtime-'));
  const files: Readonly<Record<string, string>> = {
    'objects/Row__c/Row__c.object-meta.xml': META(
      'CustomObject',
      '<label>Row</label><pluralLabel>Rows</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>'
    ),
    'objects/Row__c/fields/Key__c.field-meta.xml': META(
      'CustomField',
      '<fullName>Key__c</fullName><label>Key</label><type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique>'
    ),
    'objects/Row__c/fields/Amount__c.field-meta.xml': META(
      'CustomField',
      '<fullName>Amount__c</fullName><label>Amount</label><type>Number</type><precision>16</precision><scale>2</scale>'
    ),
    'triggers/RowTrigger.trigger': `trigger RowTrigger on Row__c (before insert, after insert) {
  for (Row__c row : Trigger.new) {
    if (Trigger.isBefore) {
      row.Amount__c = row.Name.length();
    } else {
      Work.seen++;
    }
  }
}
`,
    'classes/Work.cls': `public class Work {
  public static Integer seen = 0;
  public static Integer count(Integer steps) {
    Integer sum = 0;
    for (Integer i = 0; i < steps; i++) {
      sum += Math.mod(i, 7);
    }
    return sum;
  }
  public static Integer add(Integer steps) {
    Integer sum = 0;
    for (Integer i = 0; i < steps; i++) {
      sum += i;
    }
    return sum;
  }
  public static Integer store(Integer count) {
    List<Row__c> rows = new List<Row__c>();
    for (Integer i = 0; i < count; i++) {
      rows.add(new Row__c(Name = 'Row ' + i));
    }
    insert rows;
    return seen;
  }
  public static Integer find(String key) {
    return [SELECT Id, Name, Amount__c FROM Row__c WHERE Key__c = :key].size();
  }
}
`
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
