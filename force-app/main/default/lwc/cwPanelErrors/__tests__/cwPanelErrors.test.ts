import { toProblem } from 'c/cwPanelErrors';

describe('c-cw-panel-errors', () => {
  it('takes code and sentence apart', () => {
    expect(toProblem({ body: { message: 'NOT_FOUND: Gone' } })).toEqual({ isNoAccess: false, message: 'Gone' });
    expect(toProblem({ body: { message: 'NO_ACCESS: No permission' } }).isNoAccess).toBe(true);
  });

  it("recognises the platform's own refusal", () => {
    const message = "You do not have access to the Apex class named 'CwAccountChurnRiskController'.";
    expect(toProblem({ body: { message } }).isNoAccess).toBe(true);
  });

  it('copes with anything', () => {
    expect(toProblem(new Error('boom')).message).toBe('boom');
    expect(toProblem(undefined)).toEqual({ isNoAccess: false, message: '' });
  });
});
