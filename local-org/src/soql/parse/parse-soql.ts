import type { OrderItem, SelectItem, SoqlQuery } from '../ast.ts';
import { parseCondition, parseFieldExpression, parseOperand, parsePath } from './expressions.ts';
import type { ParseContext } from './expressions.ts';
import { TokenStream } from './token-stream.ts';

/** Words that end a FROM entry, so cannot be its alias. */
const AFTER_FROM = new Set('USING WHERE WITH GROUP HAVING ORDER LIMIT OFFSET FOR ALL UPDATE AS'.split(' '));
const FIELD_GROUPS = new Set(['ALL', 'STANDARD', 'CUSTOM']);

/**
 * Parses a SOQL query. Names are not checked; see `validateSoql`.
 *
 * @throws SoqlSyntaxError with the platform's wording and the offset of the token at fault
 */
export function parseSoql(text: string): SoqlQuery {
  const tokens = new TokenStream(text);
  const binds: SoqlQuery['binds'] = [];
  const context: ParseContext = { tokens, binds, query: () => parseQuery(context) };
  const query = parseQuery(context);
  if (tokens.peek().kind !== 'end') {
    tokens.unexpected();
  }
  query.binds = binds;
  return query;
}

function parseQuery(context: ParseContext): SoqlQuery {
  const { tokens } = context;
  tokens.expectWord('SELECT');
  const select = [parseSelectItem(context)];
  while (tokens.acceptSymbol(',')) {
    select.push(parseSelectItem(context));
  }
  tokens.expectWord('FROM');
  const query: SoqlQuery = { select, from: '', binds: [], fromStart: tokens.peek().start };
  parseFrom(context, query);
  if (tokens.acceptWords('USING')) {
    tokens.expectWord('SCOPE');
    query.scope = tokens.expectName().text;
  }
  if (tokens.acceptWords('WHERE')) {
    query.where = parseCondition(context);
  }
  parseWith(context, query);
  parseGroupBy(context, query);
  if (tokens.acceptWords('ORDER')) {
    tokens.expectWord('BY');
    query.orderBy = [parseOrderItem(context)];
    while (tokens.acceptSymbol(',')) {
      query.orderBy.push(parseOrderItem(context));
    }
  }
  if (tokens.acceptWords('LIMIT')) {
    query.limit = parseCount(context);
  }
  if (tokens.acceptWords('OFFSET')) {
    query.offset = parseCount(context);
  }
  parseTail(context, query);
  return query;
}

function parseSelectItem(context: ParseContext): SelectItem {
  const { tokens } = context;
  if (tokens.acceptSymbol('(')) {
    const query = context.query();
    tokens.expectSymbol(')');
    return { kind: 'subquery', query };
  }
  if (tokens.isWord('TYPEOF') && tokens.peek(1).kind === 'word' && !tokens.isWord('FROM', 1)) {
    return parseTypeof(context);
  }
  if (tokens.isWord('FIELDS') && tokens.isSymbol('(', 1)) {
    const start = tokens.take().start;
    tokens.take();
    const group = tokens.expectName();
    const name = group.text.toUpperCase();
    if (!FIELD_GROUPS.has(name)) {
      tokens.unexpected(group);
    }
    tokens.expectSymbol(')');
    return { kind: 'fields', group: name as 'ALL' | 'STANDARD' | 'CUSTOM', start };
  }
  if (tokens.isWord('FROM')) {
    tokens.unexpected();
  }
  const field = parseFieldExpression(context);
  if (tokens.peek().kind === 'word' && !tokens.isWord('FROM')) {
    return { kind: 'field', field, alias: tokens.take().text };
  }
  return { kind: 'field', field };
}

function parseTypeof({ tokens }: ParseContext): SelectItem {
  const start = tokens.take().start;
  const relationship = parsePath(tokens, tokens.expectName().text).join('.');
  const when: { object: string; fields: string[] }[] = [];
  const fieldList = () => {
    const fields = [parsePath(tokens, tokens.expectName().text).join('.')];
    while (tokens.acceptSymbol(',')) {
      fields.push(parsePath(tokens, tokens.expectName().text).join('.'));
    }
    return fields;
  };
  do {
    tokens.expectWord('WHEN');
    const object = tokens.expectName().text;
    tokens.expectWord('THEN');
    when.push({ object, fields: fieldList() });
  } while (tokens.isWord('WHEN'));
  const otherwise = tokens.acceptWords('ELSE') ? fieldList() : [];
  tokens.expectWord('END');
  return { kind: 'typeof', relationship, when, otherwise, start };
}

function parseFrom({ tokens }: ParseContext, query: SoqlQuery): void {
  query.from = parsePath(tokens, tokens.expectName().text).join('.');
  const alias = () => {
    tokens.acceptWords('AS');
    const token = tokens.peek();
    return token.kind === 'word' && !AFTER_FROM.has(token.text.toUpperCase()) ? tokens.take().text : undefined;
  };
  const first = alias();
  if (first !== undefined) {
    query.alias = first;
  }
  while (tokens.acceptSymbol(',')) {
    const path = parsePath(tokens, tokens.expectName().text);
    (query.fromAliases ??= []).push({ path, alias: alias() ?? path.at(-1) ?? '' });
  }
}

function parseWith({ tokens }: ParseContext, query: SoqlQuery): void {
  if (!tokens.acceptWords('WITH')) {
    return;
  }
  if (!tokens.acceptWords('DATA')) {
    const mode = tokens.expectName();
    query.withMode = mode.text.toUpperCase();
    if (!['USER_MODE', 'SYSTEM_MODE', 'SECURITY_ENFORCED'].includes(query.withMode)) {
      tokens.unexpected(mode);
    }
    return;
  }
  tokens.expectWord('CATEGORY');
  query.dataCategories = [];
  do {
    const group = tokens.expectName().text;
    const selector = tokens.expectName();
    const name = selector.text.toUpperCase();
    if (!['AT', 'ABOVE', 'BELOW', 'ABOVE_OR_BELOW'].includes(name)) {
      tokens.unexpected(selector);
    }
    const categories: string[] = [];
    if (tokens.acceptSymbol('(')) {
      do {
        categories.push(tokens.expectName().text);
      } while (tokens.acceptSymbol(','));
      tokens.expectSymbol(')');
    } else {
      categories.push(tokens.expectName().text);
    }
    query.dataCategories.push({ group, selector: name, categories });
  } while (tokens.acceptWords('AND'));
}

function parseGroupBy(context: ParseContext, query: SoqlQuery): void {
  const { tokens } = context;
  if (tokens.acceptWords('GROUP')) {
    tokens.expectWord('BY');
    const super_ = (tokens.isWord('ROLLUP') || tokens.isWord('CUBE')) && tokens.isSymbol('(', 1);
    const kind = super_ ? tokens.take().text.toUpperCase() : '';
    if (super_) {
      tokens.expectSymbol('(');
    }
    const items = [parseFieldExpression(context)];
    while (tokens.acceptSymbol(',')) {
      items.push(parseFieldExpression(context));
    }
    if (super_) {
      tokens.expectSymbol(')');
    }
    query.groupBy = { items, ...(kind === 'ROLLUP' && { rollup: true }), ...(kind === 'CUBE' && { cube: true }) };
  }
  if (tokens.acceptWords('HAVING')) {
    query.having = parseCondition(context);
  }
}

function parseOrderItem(context: ParseContext): OrderItem {
  const { tokens } = context;
  const item: OrderItem = { field: parseFieldExpression(context), descending: false };
  if (tokens.acceptWords('DESC')) {
    item.descending = true;
  } else {
    tokens.acceptWords('ASC');
  }
  if (tokens.acceptWords('NULLS')) {
    if (tokens.acceptWords('LAST')) {
      item.nullsLast = true;
    } else {
      tokens.expectWord('FIRST');
      item.nullsLast = false;
    }
  }
  return item;
}

function parseCount(context: ParseContext): SoqlQuery['limit'] {
  const { tokens } = context;
  const token = tokens.peek();
  if (token.kind !== 'bind' && !(token.kind === 'number' && /^\+?\d+$/.test(token.text))) {
    tokens.unexpected();
  }
  return parseOperand(context);
}

function parseTail({ tokens }: ParseContext, query: SoqlQuery): void {
  for (;;) {
    if (tokens.acceptWords('FOR')) {
      const purpose = tokens.expectName();
      const name = purpose.text.toUpperCase();
      if (name !== 'VIEW' && name !== 'REFERENCE' && name !== 'UPDATE') {
        tokens.unexpected(purpose);
      }
      query.forClause = name as 'VIEW' | 'REFERENCE' | 'UPDATE';
    } else if (tokens.acceptWords('UPDATE')) {
      query.update = tokens.expectName().text.toUpperCase();
    } else if (tokens.acceptWords('ALL')) {
      tokens.expectWord('ROWS');
      query.allRows = true;
    } else {
      return;
    }
  }
}
