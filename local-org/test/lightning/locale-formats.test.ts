import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageTag, localeFormats } from '../../src/lightning/server/locale-formats.ts';

test('the platform’s locale names become tags that formatters know', () => {
  assert.equal(languageTag('de_DE'), 'de-DE');
  assert.equal(languageTag('en_IE_EURO'), 'en-IE');
  assert.equal(languageTag('en_US_x'), 'en-US');
  assert.equal(languageTag('iw'), 'he');
  assert.equal(languageTag('?'), 'en-US');
});

test('formats follow the locale, direction and language the language', () => {
  const rows: [string, string, Record<string, string | number>][] = [
    [
      'en-US',
      'en_US',
      {
        lang: 'en-US',
        dir: 'ltr',
        'dateTime.shortDateFormat': 'M/d/yyyy',
        'dateTime.shortTimeFormat': 'h:mm a',
        firstDayOfWeek: 1
      }
    ],
    [
      'de-DE',
      'en_US',
      {
        lang: 'en-US',
        dir: 'ltr',
        'dateTime.shortDateFormat': 'dd.MM.yyyy',
        'dateTime.shortTimeFormat': 'HH:mm',
        'number.decimalSeparator': ',',
        'number.groupingSeparator': '.',
        firstDayOfWeek: 2
      }
    ],
    ['en-IE', 'ar', { lang: 'ar', dir: 'rtl', 'dateTime.shortDateFormat': 'dd/MM/yyyy' }]
  ];
  for (const [locale, language, expected] of rows) {
    const formats = localeFormats(locale, language);
    for (const [name, value] of Object.entries(expected)) assert.equal(formats[name], value, `${locale} ${name}`);
  }
});
