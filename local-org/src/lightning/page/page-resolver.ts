import type { ObjectSchema } from '../../metadata/index.ts';
import { describePath, queryPaths, type FieldDescription } from './describe-field.ts';
import { typedProperties } from './design-properties.ts';
import type { FlexiComponent, FlexiField, FlexiPage, VisibilityRule } from './flexipage.ts';
import type { PageComponent, PageContext, PageTab } from './page-types.ts';
import { detailSections, fieldSection, highlightFields, type DetailSection } from './record-content.ts';
import { standardCard } from './standard-cards.ts';
import { layoutRelatedLists, relatedListNamed } from './related-lists.ts';
import { table } from '../../common/index.ts';

const ON_PHONES: VisibilityRule = {
  criteria: [{ left: '{!$Client.formFactor}', operator: 'EQUAL', right: 'Small' }]
};

const STANDARD_TABS: Record<string, string> = table({
  detail: 'Details',
  relatedLists: 'Related',
  activity: 'Activity',
  collaborate: 'Chatter',
  feed: 'Feed',
  news: 'News',
  fields: 'Fields',
  additionalFields: 'Additional Fields'
});

/** The component that shows a record's name, its most important fields and its actions. */
export function isHighlightsPanel(name: string): boolean {
  return /^(force:highlightsPanel|record_flexipage:dynamicHighlights)2?$/.test(name);
}

/** Turns the parts of one Lightning page into components that the shell can show, and notes the fields they need. */
export class PageResolver {
  readonly #page: FlexiPage;
  readonly #context: PageContext;
  readonly #fields: FieldDescription[] = [];
  readonly #rulePaths = new Set<string>();
  readonly #used = new Map<string, number>();

  constructor(page: FlexiPage, context: PageContext) {
    this.#page = page;
    this.#context = context;
  }

  paths(): string[] {
    return [...new Set([...queryPaths(this.#fields), ...this.#rulePaths])];
  }

  /** Fields placed one after another in a region or column become one block. */
  components(items: readonly (FlexiComponent | FlexiField)[]): PageComponent[] {
    const result: PageComponent[] = [];
    let pending: FlexiField[] = [];
    const flush = (): void => {
      if (pending.length)
        result.push({ id: this.#id('fields'), kind: 'detail', sections: [this.#fieldBlock('', [pending])] });
      pending = [];
    };
    for (const item of items) {
      if (item.kind === 'field') pending.push(item);
      else {
        flush();
        result.push(this.#component(item));
      }
    }
    flush();
    return result;
  }

  #id(identifier: string): string {
    const count = (this.#used.get(identifier) ?? 0) + 1;
    this.#used.set(identifier, count);
    return count === 1 ? identifier : `${identifier}-${count}`;
  }

  #facet(name: string | readonly string[] | undefined): readonly (FlexiComponent | FlexiField)[] {
    return typeof name === 'string' ? (this.#page.regions.get(name)?.items ?? []) : [];
  }

  #component(item: FlexiComponent): PageComponent {
    const visibility = item.visibility;
    if (visibility) this.#noteRule(visibility);
    const base = { id: this.#id(item.identifier), ...(visibility ? { visibility } : {}) };
    const { object, metadata, access } = this.#context;
    const [namespace = '', rest = ''] = item.name.includes(':') ? item.name.split(':') : ['c', item.name];
    if (namespace === 'c') return this.#custom(base, rest, item);
    switch (item.name.replace(/2$/, '')) {
      case 'force:highlightsPanel':
      case 'record_flexipage:dynamicHighlights':
        if (object)
          return { ...base, kind: 'highlights', fields: this.#keep(highlightFields(metadata, object, access)) };
        break;
      case 'force:detailPanel':
      case 'force:recordDetail':
        if (object)
          return { ...base, kind: 'detail', sections: this.#keepSections(detailSections(metadata, object, access)) };
        break;
      case 'force:recordDetailPanelMobile':
        // Phones only, whatever the page says.
        if (object) {
          const sections = this.#keepSections(detailSections(metadata, object, access));
          return { ...base, kind: 'detail', sections, visibility: ON_PHONES };
        }
        break;
      case 'force:relatedListContainer':
        if (object)
          return {
            ...base,
            kind: 'relatedLists',
            lists: layoutRelatedLists(metadata, object, access, this.#context.canReadObject)
          };
        break;
      case 'force:relatedListSingleContainer':
      case 'lst:dynamicRelatedList':
        if (object) return this.#relatedList(base, item, object);
        break;
      case 'flexipage:tabset':
        return { ...base, kind: 'tabset', tabs: this.#tabs(item.properties.tabs) };
      case 'flexipage:accordion':
        return { ...base, kind: 'accordion', tabs: this.#tabs(item.properties.accordionSections) };
      case 'flexipage:fieldSection':
        return { ...base, kind: 'detail', sections: [this.#section(item)] };
      case 'flexipage:column':
        return { ...base, kind: 'group', components: this.components(this.#facet(item.properties.body)) };
      case 'flexipage:richText':
        return {
          ...base,
          kind: 'richText',
          html: String(item.properties.richTextValue ?? item.properties.content ?? '')
        };
      default: {
        const card = standardCard(item, this.#context);
        if (card) return { ...base, ...card };
      }
    }
    return { ...base, kind: 'unsupported', name: item.name, reason: `not supported by the local org: ${item.name}` };
  }

  #custom(base: { id: string; visibility?: VisibilityRule }, name: string, item: FlexiComponent): PageComponent {
    if (!this.#context.components.has(name)) {
      return {
        ...base,
        kind: 'unsupported',
        name: `c:${name}`,
        reason: `the project has no Lightning web component named ${name}`
      };
    }
    const properties = typedProperties(this.#context.metadata, name, item.properties, this.#page.type);
    return { ...base, kind: 'custom', name, properties };
  }

  #relatedList(
    base: { id: string; visibility?: VisibilityRule },
    item: FlexiComponent,
    object: ObjectSchema
  ): PageComponent {
    const { metadata, access, canReadObject } = this.#context;
    const api = String(item.properties.relatedListApiName ?? '');
    const aliases = item.properties.relatedListFieldAliases;
    const found = relatedListNamed(metadata, object, api, access, typeof aliases === 'string' ? [aliases] : aliases);
    if (!found)
      return { ...base, kind: 'unsupported', name: api, reason: `${object.label} has no related list ${api} here` };
    if (!canReadObject(found.objectName)) return { ...base, kind: 'group', components: [] };
    const label = item.properties.relatedListLabel;
    const rows = Number(item.properties.rowsToDisplay ?? item.properties.maxRecordsToDisplay ?? 0);
    const list = { ...found, ...(typeof label === 'string' && label ? { label } : {}), ...(rows ? { rows } : {}) };
    return { ...base, kind: 'relatedList', list };
  }

  #tabs(facet: string | readonly string[] | undefined): PageTab[] {
    return this.#facet(facet).flatMap((item) => {
      if (item.kind !== 'component') return [];
      if (item.visibility) this.#noteRule(item.visibility);
      const title = String(item.properties.title ?? item.properties.label ?? '');
      const standard = /^Standard\.Tab\.(\w+)$/.exec(title)?.[1];
      return [
        {
          id: this.#id(item.identifier),
          label: standard ? (STANDARD_TABS[standard] ?? standard) : title,
          active: item.properties.active === 'true',
          components: this.components(this.#facet(item.properties.body)),
          ...(item.visibility ? { visibility: item.visibility } : {})
        }
      ];
    });
  }

  #section(item: FlexiComponent): DetailSection {
    const columns = this.#facet(item.properties.columns).map((column) =>
      column.kind === 'component' ? this.#facet(column.properties.body).filter((field) => field.kind === 'field') : []
    );
    return this.#fieldBlock(String(item.properties.label ?? ''), columns);
  }

  #fieldBlock(label: string, columns: readonly (readonly FlexiField[])[]): DetailSection {
    const { object, metadata, access } = this.#context;
    if (!object) return { label, columns: [] };
    const described = columns.map((column) =>
      column.flatMap((field) => {
        const description = describePath(metadata.schema, object, field.path, access);
        if (description && field.visibility) this.#noteRule(field.visibility);
        return description ? [{ ...description, ...(field.visibility ? { visibility: field.visibility } : {}) }] : [];
      })
    );
    this.#fields.push(...described.flat());
    return fieldSection(label, described);
  }

  #keep(fields: readonly FieldDescription[]): readonly FieldDescription[] {
    this.#fields.push(...fields);
    return fields;
  }

  #keepSections(sections: readonly DetailSection[]): readonly DetailSection[] {
    for (const section of sections) for (const column of section.columns) this.#fields.push(...column);
    return sections;
  }

  #noteRule(rule: VisibilityRule): void {
    const { object, metadata, access } = this.#context;
    for (const { left } of rule.criteria) {
      const path = /^\{!Record\.([\w.]+)\}$/.exec(left)?.[1];
      if (path && object && describePath(metadata.schema, object, path, access)) this.#rulePaths.add(path);
    }
  }
}
