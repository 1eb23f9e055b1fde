using Collections.Domain.Configuration;
using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>An account goes to another customer: this person must not hear of it any more.</summary>
internal static class LeavingAccount
{
    /// <summary>Ends its holds and blocks what waits; what a gateway has already cannot be called back.</summary>
    public static Decision<PersonEvent> Decide(
        Person state, string accountId, DecisionContext<TenantConfiguration> context)
    {
        var gate = new Gate(state, context.Configuration, context.At);
        foreach (var hold in state.Holds.Where(hold => hold.AccountId == accountId))
        {
            gate.Book(new PersonEvent.HoldReleased(accountId, hold.HoldId));
        }

        foreach (var contact in state.Pending)
        {
            if (contact.Request.AccountId == accountId && contact.PermittedAt is null)
            {
                gate.Refuse(contact.Request, ContactRules.CustomerChanged, "the account is another customer's");
            }
        }

        return gate.Decision;
    }
}
