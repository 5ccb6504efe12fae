import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const field = (name: string, type: string): Record<string, string> => ({
  [`objects/Stop__c/fields/${name}.field-meta.xml`]: `<CustomField><fullName>${name}</fullName><label>${name.slice(0, -3)}</label><type>${type}</type></CustomField>`
});

const METADATA = {
  'objects/Stop__c/Stop__c.object-meta.xml':
    '<CustomObject><label>Stop</label><pluralLabel>Stops</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  ...field('Day__c', 'Date'),
  ...field('At__c', 'DateTime')
};

const TESTS = `@IsTest private class LiteralsTest {
  static Date today = Date.today();
  static Date week = today.toStartOfWeek();
  static Date month = today.toStartOfMonth();
  static Date quarter = Date.newInstance(today.year(), ((today.month() - 1) / 3) * 3 + 1, 1);
  static Date year = Date.newInstance(today.year(), 1, 1);

  /** First day and the day after the last one, as the documentation of date literals says. */
  static Map<String, List<Date>> ranges() {
    Map<String, List<Date>> ranges = new Map<String, List<Date>>{
      'TODAY' => new List<Date>{ today, today.addDays(1) },
      'YESTERDAY' => new List<Date>{ today.addDays(-1), today },
      'TOMORROW' => new List<Date>{ today.addDays(1), today.addDays(2) },
      'LAST_90_DAYS' => new List<Date>{ today.addDays(-90), today.addDays(1) },
      'NEXT_90_DAYS' => new List<Date>{ today.addDays(1), today.addDays(91) },
      'LAST_N_DAYS:3' => new List<Date>{ today.addDays(-3), today.addDays(1) },
      'NEXT_N_DAYS:3' => new List<Date>{ today.addDays(1), today.addDays(4) },
      'N_DAYS_AGO:3' => new List<Date>{ today.addDays(-3), today.addDays(-2) },
      'THIS_WEEK' => new List<Date>{ week, week.addDays(7) },
      'LAST_WEEK' => new List<Date>{ week.addDays(-7), week },
      'NEXT_WEEK' => new List<Date>{ week.addDays(7), week.addDays(14) },
      'LAST_N_WEEKS:2' => new List<Date>{ week.addDays(-14), week },
      'NEXT_N_WEEKS:2' => new List<Date>{ week.addDays(7), week.addDays(21) },
      'N_WEEKS_AGO:2' => new List<Date>{ week.addDays(-14), week.addDays(-7) },
      'THIS_MONTH' => new List<Date>{ month, month.addMonths(1) },
      'LAST_MONTH' => new List<Date>{ month.addMonths(-1), month },
      'NEXT_MONTH' => new List<Date>{ month.addMonths(1), month.addMonths(2) },
      'LAST_N_MONTHS:14' => new List<Date>{ month.addMonths(-14), month },
      'NEXT_N_MONTHS:14' => new List<Date>{ month.addMonths(1), month.addMonths(15) },
      'N_MONTHS_AGO:14' => new List<Date>{ month.addMonths(-14), month.addMonths(-13) }
    };
    // Without settings of its own the fiscal year of an org is the calendar year.
    for (String fiscal : new List<String>{ '', 'FISCAL_' }) {
      ranges.put('THIS_' + fiscal + 'QUARTER', new List<Date>{ quarter, quarter.addMonths(3) });
      ranges.put('LAST_' + fiscal + 'QUARTER', new List<Date>{ quarter.addMonths(-3), quarter });
      ranges.put('NEXT_' + fiscal + 'QUARTER', new List<Date>{ quarter.addMonths(3), quarter.addMonths(6) });
      ranges.put('LAST_N_' + fiscal + 'QUARTERS:5', new List<Date>{ quarter.addMonths(-15), quarter });
      ranges.put('NEXT_N_' + fiscal + 'QUARTERS:5', new List<Date>{ quarter.addMonths(3), quarter.addMonths(18) });
      ranges.put('N_' + fiscal + 'QUARTERS_AGO:5', new List<Date>{ quarter.addMonths(-15), quarter.addMonths(-12) });
      ranges.put('THIS_' + fiscal + 'YEAR', new List<Date>{ year, year.addYears(1) });
      ranges.put('LAST_' + fiscal + 'YEAR', new List<Date>{ year.addYears(-1), year });
      ranges.put('NEXT_' + fiscal + 'YEAR', new List<Date>{ year.addYears(1), year.addYears(2) });
      ranges.put('LAST_N_' + fiscal + 'YEARS:2', new List<Date>{ year.addYears(-2), year });
      ranges.put('NEXT_N_' + fiscal + 'YEARS:2', new List<Date>{ year.addYears(1), year.addYears(3) });
      ranges.put('N_' + fiscal + 'YEARS_AGO:2', new List<Date>{ year.addYears(-2), year.addYears(-1) });
    }
    return ranges;
  }

  @IsTest static void literalsAreRangesOfDays() { check('Day__c'); }
  @IsTest static void literalsAreRangesOfMoments() { check('At__c'); }

  static void check(String field) {
    Map<String, List<Date>> ranges = ranges();
    List<Stop__c> stops = new List<Stop__c>();
    for (String literal : ranges.keySet()) {
      Date first = ranges.get(literal)[0];
      Date after = ranges.get(literal)[1];
      Time midnight = Time.newInstance(0, 0, 0, 0);
      Time late = Time.newInstance(23, 59, 59, 0);
      stops.add(new Stop__c(Name = literal + ' 1', Day__c = first.addDays(-1), At__c = Datetime.newInstance(first.addDays(-1), late)));
      stops.add(new Stop__c(Name = literal + ' 2', Day__c = first, At__c = Datetime.newInstance(first, midnight)));
      stops.add(new Stop__c(Name = literal + ' 3', Day__c = after.addDays(-1), At__c = Datetime.newInstance(after.addDays(-1), late)));
      stops.add(new Stop__c(Name = literal + ' 4', Day__c = after, At__c = Datetime.newInstance(after, midnight)));
      stops.add(new Stop__c(Name = literal + ' 5'));
    }
    insert stops;
    Map<String, String> expected = new Map<String, String>{ '=' => '23', '!=' => '145', '<' => '1', '<=' => '123', '>' => '4', '>=' => '234' };
    List<String> wrong = new List<String>();
    for (String literal : ranges.keySet()) {
      String first = literal + ' ';
      for (String operator : expected.keySet()) {
        // Few queries for many checks: the limit of queries holds here too.
        if (operator != '=' && !literal.startsWith('LAST_N')) continue;
        String found = '';
        for (Stop__c s : Database.query('SELECT Name FROM Stop__c WHERE ' + field + ' ' + operator + ' ' + literal + ' ORDER BY Name')) {
          if (s.Name.startsWith(first)) found += s.Name.right(1);
        }
        if (found != expected.get(operator)) wrong.add(field + ' ' + operator + ' ' + literal + ': ' + found);
      }
    }
    Assert.areEqual('', String.join(wrong, ', '));
  }

  @IsTest static void literalsAreMembersOfLists() {
    insert new List<Stop__c>{ new Stop__c(Name = 'y', Day__c = today - 1), new Stop__c(Name = 't', Day__c = today), new Stop__c(Name = 'm', Day__c = today + 1), new Stop__c(Name = 'n') };
    Assert.areEqual(2, [SELECT COUNT() FROM Stop__c WHERE Day__c IN (YESTERDAY, TOMORROW)]);
    List<Stop__c> others = [SELECT Name FROM Stop__c WHERE Day__c NOT IN (YESTERDAY, TOMORROW) ORDER BY Name];
    Assert.areEqual(2, others.size());
    Assert.areEqual('n', others[0].Name);
    Assert.areEqual('t', others[1].Name);
  }

  @IsTest static void functionsOfDatesGroup() {
    List<Stop__c> stops = new List<Stop__c>();
    for (Date day : new List<Date>{ Date.newInstance(2024, 1, 1), Date.newInstance(2024, 2, 29), Date.newInstance(2024, 12, 31) }) {
      stops.add(new Stop__c(Name = String.valueOf(day), Day__c = day, At__c = Datetime.newInstanceGmt(day, Time.newInstance(13, 5, 0, 0))));
    }
    insert stops;
    List<String> lines = new List<String>();
    for (AggregateResult r : [SELECT CALENDAR_YEAR(Day__c) y, CALENDAR_QUARTER(Day__c) q, CALENDAR_MONTH(Day__c) m, DAY_IN_MONTH(Day__c) dm, DAY_IN_WEEK(Day__c) dw, DAY_IN_YEAR(Day__c) dy,
        WEEK_IN_MONTH(Day__c) wm, WEEK_IN_YEAR(Day__c) wy, FISCAL_YEAR(Day__c) fy, FISCAL_QUARTER(Day__c) fq, FISCAL_MONTH(Day__c) fm, COUNT(Id) c
        FROM Stop__c GROUP BY CALENDAR_YEAR(Day__c), CALENDAR_QUARTER(Day__c), CALENDAR_MONTH(Day__c), DAY_IN_MONTH(Day__c), DAY_IN_WEEK(Day__c), DAY_IN_YEAR(Day__c),
        WEEK_IN_MONTH(Day__c), WEEK_IN_YEAR(Day__c), FISCAL_YEAR(Day__c), FISCAL_QUARTER(Day__c), FISCAL_MONTH(Day__c) ORDER BY CALENDAR_MONTH(Day__c)]) {
      List<String> parts = new List<String>();
      for (String name : 'y q m dm dw dy wm wy fy fq fm c'.split(' ')) parts.add(String.valueOf(r.get(name)));
      lines.add(String.join(parts, ' '));
    }
    Assert.areEqual('2024 1 1 1 2 1 1 1 2024 1 1 1', lines[0]);
    Assert.areEqual('2024 1 2 29 5 60 5 9 2024 1 2 1', lines[1]);
    Assert.areEqual('2024 4 12 31 3 366 5 53 2024 4 12 1', lines[2]);
    Assert.areEqual(13, [SELECT HOUR_IN_DAY(At__c) h FROM Stop__c GROUP BY HOUR_IN_DAY(At__c)][0].get('h'));
    Assert.areEqual(1, [SELECT COUNT() FROM Stop__c WHERE DAY_ONLY(At__c) = 2024-02-29]);
  }
}`;

test('date literals and functions are what their documentation says', async () => {
  const org = openProject(METADATA, apexClass('LiteralsTest', TESTS));
  assert.deepEqual(await failuresOf(org), []);
  await org.close();
});
