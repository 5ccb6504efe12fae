import { FormulaSyntaxError, parseFormula, type FormulaNode } from '../../formula/index.ts';
import type { CheckContext } from '../check-context.ts';
import { FUNCTIONS, TAKES_PICKLISTS } from './functions.ts';
import { resolveName } from './names.ts';
import { shown, type FormulaType } from './types.ts';

/** A reason why a formula does not compile; its message is the platform's. */
class FormulaFault extends Error {}

/** Characters of a formula as it is written. */
const LONGEST = 3900;
const ORDERED: readonly FormulaType[] = ['Number', 'Date', 'DateTime', 'Time'];

/**
 * Compiles a formula against an object.
 * @param expected type that its value must have; undefined where any will do
 * @returns the platform's message, or undefined for a formula that is in order
 */
export function formulaFault(
  source: string,
  objectName: string,
  context: CheckContext,
  expected: FormulaType | undefined
): string | undefined {
  if (source.length > LONGEST) {
    const [length, most] = [source.length, LONGEST].map((count) => count.toLocaleString('en-US'));
    return `Formula is too long (${length} characters). Maximum length is ${most} characters.`;
  }
  try {
    // `Owner:User.Email` says which object a polymorphic lookup is to lead to
    const node = parseFormula(source.replace(/\b([A-Za-z]\w*):([A-Za-z]\w*)(?=\s*\.)/g, '$1'));
    const type = new Checker(objectName, context).typeOf(node);
    const fits = expected === undefined || type === expected || isUnsure(type);
    return fits
      ? undefined
      : `Formula result is data type (${shown(type)}), incompatible with expected data type (${expected === 'Boolean' ? 'true or false' : shown(expected)}).`;
  } catch (error) {
    if (error instanceof FormulaFault) {
      return error.message;
    }
    if (error instanceof FormulaSyntaxError) {
      return syntaxMessage(source, error.message);
    }
    throw error;
  }
}

function isUnsure(type: FormulaType): boolean {
  return type === 'Any' || type === 'Null';
}

/** The platform counts parentheses first. */
function syntaxMessage(source: string, message: string): string {
  const bare = source.replace(/"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\/\*[\s\S]*?\*\//g, '""');
  const open = bare.split('(').length - bare.split(')').length;
  if (open !== 0) {
    return open > 0 ? "Syntax error. Missing ')'" : "Syntax error. Extra ')'";
  }
  const found = /found '([^']*)'|unexpected (\S+)/.exec(message);
  return `Syntax error. Found '${found?.[1] ?? found?.[2] ?? ''}'`;
}

class Checker {
  readonly #object: string;
  readonly #context: CheckContext;

  constructor(object: string, context: CheckContext) {
    this.#object = object;
    this.#context = context;
  }

  typeOf(node: FormulaNode): FormulaType {
    switch (node.kind) {
      case 'text':
        return 'Text';
      case 'number':
        return 'Number';
      case 'field':
        return this.#nameType(node.path);
      case 'call':
        return this.#callType(node);
      case 'unary':
        return this.#unaryType(node);
      default:
        return this.#binaryType(node);
    }
  }

  #nameType(path: readonly string[]): FormulaType {
    const type = resolveName(path, this.#object, this.#context);
    if (type === undefined) {
      throw new FormulaFault(`Field ${path.join('.')} does not exist. Check spelling.`);
    }
    return type;
  }

  /** Type of an operand that must not be a picklist as it stands. */
  #plainType(node: FormulaNode): FormulaType {
    const type = this.typeOf(node);
    if (type === 'Picklist' && node.kind === 'field') {
      throw new FormulaFault(
        `Field ${node.path.at(-1) ?? ''} is a picklist field. Picklist fields are only supported in certain functions.`
      );
    }
    return type === 'Picklist' || type === 'Multipicklist' ? 'Any' : type;
  }

  #unaryType({ operator, operand }: FormulaNode & { kind: 'unary' }): FormulaType {
    const wanted = operator === '!' ? 'Boolean' : 'Number';
    this.#want(operator, [wanted], this.#plainType(operand));
    return wanted;
  }

  #want(operator: string, expected: readonly FormulaType[], received: FormulaType): void {
    if (!isUnsure(received) && !expected.includes(received)) {
      throw new FormulaFault(
        `Incorrect parameter type for operator '${operator}'. Expected ${expected.map(shown).join(', ')}, received ${shown(received)}`
      );
    }
  }

  #binaryType(node: FormulaNode & { kind: 'binary' }): FormulaType {
    const { operator } = node;
    const left = this.#plainType(node.left);
    const right = this.#plainType(node.right);
    switch (operator) {
      case '&&':
      case '||':
        [left, right].forEach((type) => this.#want(operator, ['Boolean'], type));
        return 'Boolean';
      case '&':
        [left, right].forEach((type) => this.#want(operator, ['Text'], type));
        return 'Text';
      case '*':
      case '/':
      case '^':
        [left, right].forEach((type) => this.#want(operator, ['Number'], type));
        return 'Number';
      case '+':
      case '-':
        return this.#sumType(operator, left, right);
      default:
        if (!isUnsure(left)) {
          this.#want(operator === '==' ? '=' : operator === '!=' ? '<>' : operator, [left], right);
        }
        return 'Boolean';
    }
  }

  #sumType(operator: string, left: FormulaType, right: FormulaType): FormulaType {
    const takes = operator === '+' ? [...ORDERED, 'Text' as const] : ORDERED;
    this.#want(operator, takes, left);
    this.#want(operator, takes, right);
    if (isUnsure(left) || isUnsure(right)) {
      return 'Any';
    }
    if (left === 'Text' || right === 'Text') {
      this.#want(operator, [left], right);
      return 'Text';
    }
    if (left === 'Number' && right === 'Number') {
      return 'Number';
    }
    if (operator === '-' && left === right) {
      return 'Number';
    }
    return left === 'Number' ? right : left;
  }

  #callType({ name, args }: FormulaNode & { kind: 'call' }): FormulaType {
    const upper = name.toUpperCase();
    const known = FUNCTIONS.get(upper);
    if (!known) {
      // functions of packages and of other kinds of formulas carry a namespace or a `$`
      if (/[.$]|__/.test(name)) {
        return 'Any';
      }
      throw new FormulaFault(`Unknown function ${name}. Check spelling.`);
    }
    if (args.length < known.min || args.length > known.max) {
      const expected = args.length < known.min ? known.min : known.max;
      throw new FormulaFault(
        `Incorrect number of parameters for function '${upper}()'. Expected ${expected}, received ${args.length}`
      );
    }
    const types = args.map((arg, index) => {
      const wanted = known.parameters[index] ?? known.parameters.at(-1) ?? ['Any'];
      const type =
        TAKES_PICKLISTS.has(upper) || upper === 'ISBLANK' || upper === 'ISNULL'
          ? this.typeOf(arg)
          : this.#plainType(arg);
      if (!isUnsure(type) && !wanted.includes('Any') && !wanted.includes(type)) {
        throw new FormulaFault(
          `Incorrect parameter type for function '${upper}()'. Expected ${wanted.map(shown).join(', ')}, received ${shown(type)}`
        );
      }
      return type;
    });
    return resultOf(upper, known.result, types);
  }
}

/** The functions whose result is of the type of their arguments. */
function resultOf(name: string, result: FormulaType, types: readonly FormulaType[]): FormulaType {
  if (name === 'IF') {
    const [, yes = 'Any', no = 'Any'] = types;
    return yes === no ? yes : yes === 'Null' ? no : no === 'Null' ? yes : 'Any';
  }
  return name === 'ADDMONTHS' || name === 'PRIORVALUE' ? (types[0] ?? 'Any') : result;
}
