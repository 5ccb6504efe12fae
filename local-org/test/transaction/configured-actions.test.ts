import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { writeSession } from '../../src/cli/session-file.ts';
import { Org } from '../../src/index.ts';
import type { Sessions } from '../../src/server/index.ts';
import { writeProject } from '../dml/org-double.ts';
import { apexClass } from '../support/apex-project.ts';

const SOURCE = `public class Rename {
  public class Request { @InvocableVariable(required=true) public String oldName; @InvocableVariable public String newName; }
  @InvocableMethod public static void run(List<Request> requests) {
    for (Request one : requests) {
      Account found = [SELECT Id FROM Account WHERE Name = :one.oldName];
      found.Name = one.newName;
      update found;
    }
  }
}`;
const PLAN = [{ sobject: 'Account', files: ['accounts.json'] }];
const ACCOUNTS = { records: [{ attributes: { type: 'Account', referenceId: 'A' }, Name: 'Ada' }] };

function open(inputs: readonly object[]): Org {
  const folder = writeProject({
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'source' }] }),
    'data/plan.json': JSON.stringify(PLAN),
    'data/accounts.json': JSON.stringify(ACCOUNTS),
    'data/names.json': JSON.stringify({ inputs }),
    ...Object.fromEntries(Object.entries(apexClass('Rename', SOURCE)).map(([name, text]) => [`source/${name}`, text]))
  });
  return Org.open({
    source: [folder],
    config: {
      data: ['data/plan.json'],
      actions: [{ apex: 'Rename', file: 'data/names.json' }],
      session: {
        people: {
          soql: 'SELECT Name FROM Account',
          fields: { name: 'Name' },
          values: { formerly: { file: 'data/names.json', where: 'newName', equals: 'name', take: 'oldName' } }
        }
      }
    }
  });
}

describe('configured actions', () => {
  it('are called once the data is there; a list of the session takes from their file what no query reads', () => {
    const org = open([{ oldName: 'Ada', newName: 'Byron' }]);
    const folder = mkdtempSync(path.join(tmpdir(), 'session-'));
    try {
      const sessions = { tokenFor: () => 'token' } as unknown as Sessions;
      writeSession(org, sessions, 'http://127.0.0.1', folder);
      const session = JSON.parse(readFileSync(path.join(folder, 'session.json'), 'utf8'));
      assert.deepEqual(session.people, [{ name: 'Byron', formerly: 'Ada' }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('say what is wrong', () => {
    assert.throws(() => open([{ oldName: 'Nobody' }]), /Rename with data\/names\.json: System\.QueryException/);
    assert.throws(() => open([{ surname: 'Ada' }]), /Rename with data\/names\.json: Invalid parameter: surname/);
  });
});
