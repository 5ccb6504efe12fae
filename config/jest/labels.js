/** The labels as their files have them, in place of the modules that import each from the platform. */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { XMLParser } = require('fast-xml-parser');

const folder = path.join(__dirname, '../../force-app/main/default/labels');

function propertyName(fullName) {
  const [first, ...rest] = fullName.replace(/^Cw_/, '').split('_');
  return first[0].toLowerCase() + first.slice(1) + rest.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}

for (const file of readdirSync(folder)) {
  const { CustomLabels } = new XMLParser({ parseTagValue: false }).parse(readFileSync(path.join(folder, file), 'utf8'));
  for (const { fullName, value } of CustomLabels.labels) {
    const group = `${fullName.split('_')[1].toUpperCase()}_LABELS`;
    exports[group] = { ...exports[group], [propertyName(fullName)]: value };
  }
}
