/** The labels as their file has them, in place of the module that imports each from the platform. */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { XMLParser } = require('fast-xml-parser');

const file = path.join(__dirname, '../../force-app/main/default/labels/PanelLabels.labels-meta.xml');
const { CustomLabels } = new XMLParser({ parseTagValue: false }).parse(readFileSync(file, 'utf8'));

function propertyName(fullName) {
  const [first, ...rest] = fullName.replace(/^Cw_/, '').split('_');
  return first[0].toLowerCase() + first.slice(1) + rest.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}

exports.LABELS = Object.fromEntries(CustomLabels.labels.map(({ fullName, value }) => [propertyName(fullName), value]));
