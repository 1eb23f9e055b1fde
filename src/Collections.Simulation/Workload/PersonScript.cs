using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;
using Collections.Kernel;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>
/// What stands against contacts with one person, and for how long: wishes, quiet days, the law, complaints, lists, what
/// is known of a number. Written down beforehand; most of it falls between a decision and the contact it was about.
/// </summary>
internal sealed class PersonScript(Profiles profiles, Func<string, string> hashOf, Instant start, int days)
{
    private readonly List<Ask> _asks = [];

    /// <summary>Everything asked about a person, in order of time.</summary>
    public IReadOnlyList<Ask> Of(EntityKey person)
    {
        _asks.Clear();
        var dice = Dice.Of(profiles.Seed, "person " + person.Id);
        Wishes(ref dice, person);
        QuietDays(ref dice, person);
        Law(ref dice, person);
        Complaint(ref dice, person);
        Lists(ref dice, person);
        Number(ref dice, person);
        if (dice.Chance(0.1))
        {
            var at = Sometime(ref dice);
            Say(at, person, new PersonCommand.RecordContact(new ContactMark
            {
                ContactId = "in-" + person.Id,
                At = at - Duration.FromHours(1),
                Channel = "phone",
                Inbound = true,
                Result = "ANSWERED_HUMAN",
            }));
        }

        return [.. _asks.OrderBy(ask => ask.At)];
    }

    private void Wishes(ref Dice dice, EntityKey person)
    {
        if (!dice.Chance(0.2))
        {
            return;
        }

        var at = Sometime(ref dice);
        var channel = dice.Between(0, 3) switch { 0 => null, 1 => "email", _ => "phone" };
        Say(at, person, new PersonCommand.OptOut(channel, "letter"), "person");
        if (dice.Chance(0.4))
        {
            Say(Later(ref dice, at, 30), person, new PersonCommand.OptIn(channel, "letter"), "person");
        }
    }

    private void QuietDays(ref Dice dice, EntityKey person)
    {
        if (!dice.Chance(0.2))
        {
            return;
        }

        var at = Sometime(ref dice);
        var first = at.InUtc().Date.PlusDays(dice.Between(0, 3));
        var quiet = new PersonQuietDates("Q0", first, first.PlusDays(dice.Between(0, 6)), "illness");
        Say(at, person, new PersonCommand.SetQuietDates(quiet), "desk");
        if (dice.Chance(0.3))
        {
            Say(Later(ref dice, at, 4), person, new PersonCommand.RemoveQuietDates("Q0"), "desk");
        }
    }

    private void Law(ref Dice dice, EntityKey person)
    {
        if (!dice.Chance(0.12))
        {
            return;
        }

        var at = Sometime(ref dice);
        var from = at.InUtc().Date.PlusDays(dice.Between(-1, 5));
        Say(at, person, new PersonCommand.PlaceLegalHold(new LegalHold
        {
            HoldId = "L0",
            Kind = dice.Chance(0.5) ? "attorney" : "bankruptcy",
            Channel = dice.Chance(0.3) ? "phone" : null,
            From = from,
            Until = dice.Chance(0.5) ? from.PlusDays(dice.Between(1, 30)) : null,
        }));
        if (dice.Chance(0.5))
        {
            Say(Later(ref dice, at, 40), person, new PersonCommand.ReleaseLegalHold("L0", "withdrawn"));
        }
    }

    private void Complaint(ref Dice dice, EntityKey person)
    {
        if (!dice.Chance(0.12))
        {
            return;
        }

        var at = Sometime(ref dice);
        var key = new EntityKey(person.Tenant, Domain.Complaints.Complaint.Kind, "cmp-" + person.Id);
        var terms = new ComplaintTerms
        {
            PersonId = person.Id,
            Source = "letter",
            Category = "hours",
            Channel = dice.Chance(0.3) ? "email" : null,
            ReceivedAt = at - Duration.FromDays(dice.Between(1, 5)),
        };
        Say(at, key, new ComplaintCommand.FileComplaint(terms, null));
        var resolved = Later(ref dice, at, 20);
        if (dice.Chance(0.7))
        {
            Say(resolved, key, new ComplaintCommand.ResolveComplaint(dice.Chance(0.5), "looked_into"));
            if (dice.Chance(0.3))
            {
                Say(Later(ref dice, resolved, 10), key, new ComplaintCommand.ReopenComplaint("again"));
            }
        }
    }

    private void Lists(ref Dice dice, EntityKey person)
    {
        if (!dice.Chance(0.12))
        {
            return;
        }

        var at = Sometime(ref dice);
        var list = new EntityKey(person.Tenant, MemberList.Kind, MemberList.DefaultName);
        var member = hashOf(dice.Chance(0.7) ? profiles.PhoneOf(person.Id) : Profiles.MailOf(person.Id));
        Instant? until = dice.Chance(0.3) ? at + Duration.FromDays(dice.Between(1, 20)) : null;
        Say(at, list, new ListCommand.AddMember(member, "refused", "letter", until));
        if (dice.Chance(0.5))
        {
            // Another pair of eyes looks at it; sometimes the same one tries.
            var asked = Later(ref dice, at, 15);
            Say(asked, list, new ListCommand.RequestRemoval(member, "mistake"));
        }
    }

    private void Number(ref Dice dice, EntityKey person)
    {
        if (!dice.Chance(0.1))
        {
            return;
        }

        var at = Sometime(ref dice);
        var number = new EntityKey(person.Tenant, NumberDecider.Kind, hashOf(profiles.PhoneOf(person.Id)));
        Instant? until = dice.Chance(0.5) ? at + Duration.FromDays(dice.Between(1, 20)) : null;
        Say(at, number, new NumberCommand.MarkNumber(NumberState.Vacant, until, "letter"));
        if (dice.Chance(0.5))
        {
            Say(Later(ref dice, at, 20), number, new NumberCommand.RestoreNumber("letter"));
        }
    }

    private void Say(Instant at, EntityKey key, ICommand command, string by = "desk") =>
        _asks.Add(new Ask(at, key, command, by));

    private Instant Sometime(ref Dice dice) =>
        start + Duration.FromMilliseconds((long)(dice.Unit() * days * 86_400_000));

    private static Instant Later(ref Dice dice, Instant at, int daysMax) =>
        at + Duration.FromMilliseconds((long)(dice.Unit() * daysMax * 86_400_000));
}
