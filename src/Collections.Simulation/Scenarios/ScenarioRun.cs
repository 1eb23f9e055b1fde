using System.Text.Json.Nodes;
using Collections.Gateways.Wire;
using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.Scenarios;

/// <summary>Runs one scenario from its start and gathers every expectation that did not hold.</summary>
public sealed class ScenarioRun
{
    private const string Accepted = "accepted";

    private readonly ScenarioFile _file;
    private readonly ScenarioWorld _world;
    private readonly List<Miss> _misses = [];

    private ScenarioRun(ScenarioFile file, ScenarioWorld world)
    {
        _file = file;
        _world = world;
    }

    /// <summary>Runs a scenario; no miss means that everything it says is so.</summary>
    public static async Task<IReadOnlyList<Miss>> RunAsync(ScenarioFile file)
    {
        await using var world = new ScenarioWorld(file.Clock);
        var run = new ScenarioRun(file, world);
        await run.StartAsync();
        foreach (var step in file.Steps)
        {
            await run.StepAsync(step);
        }

        return run._misses;
    }

    private async Task StartAsync()
    {
        foreach (var calendar in _file.Calendars)
        {
            Judge(0, $"/calendars/{calendar.Name}", null, await _world.PublishCalendarAsync(calendar));
        }

        foreach (var policy in _file.Policies)
        {
            Judge(0, $"/policies/{policy.Name}", null, await _world.PublishPolicyAsync(policy, null));
        }

        foreach (var account in _file.Accounts)
        {
            var item = new ScenarioItem("account", account.Id, account.Body, null, null);
            Judge(0, $"/accounts/{account.Id}", null, await AskAsync(item, "start"));
        }

        await _world.SettleAsync();
    }

    private async Task StepAsync(ScenarioStep step)
    {
        await _world.MoveToAsync(step.At);
        for (var i = 0; i < step.Items.Count; i++)
        {
            var item = step.Items[i];
            var rejection = item.Document is null
                ? await AskAsync(item, $"{step.Number}-{i + 1}")
                : await PublishAsync(item);
            Judge(step.Number, $"/do/{i}/{item.Verb}", item.Refused, rejection);
            await _world.SettleAsync();
        }

        await ExpectAsync(step);
        await ExpectEventsAsync(step);
    }

    private async ValueTask<Rejection?> AskAsync(ScenarioItem item, string place)
    {
        var context = new WireContext(item.Account!, BodyForm.Yaml, _world.SealAsync)
        {
            // What a scenario leaves nameless is named after its place: the same in every run.
            NewId = field => $"{field}-{place}",
        };
        if (item.Verb is ScenarioVerbs.Task
            or ScenarioVerbs.Assign
            or ScenarioVerbs.Attempt
            or ScenarioVerbs.Callback)
        {
            return await new ScenarioTasks(_world).AskAsync(item, context);
        }

        if (item.Verb == ScenarioVerbs.Contact)
        {
            return await new ScenarioContacts(_world).AskAsync(item, context);
        }

        var wire = await ScenarioCommands.OfAsync(item, context);
        return wire.Command is null ? wire.Rejection : await _world.AskAsync(item.Account!, wire.Command);
    }

    private async ValueTask<Rejection?> PublishAsync(ScenarioItem item)
    {
        var reader = new BodyReader(item.Body, BodyForm.Yaml);
        var text = reader.Text("effectiveFrom");
        Instant from = default;
        if (text is not null && !ScenarioTime.TryStep(text, _file.Clock, out from))
        {
            return Rejection.Invalid("/effectiveFrom", "instant", "'effectiveFrom' is a date or an RFC 3339 instant.");
        }

        return await _world.PublishPolicyAsync(item.Document!, text is null ? null : from);
    }

    private void Judge(int step, string path, string? refused, Rejection? rejection)
    {
        // Bodies are refused as a whole with 'invalid_request'; a scenario may name the field's own code.
        var asExpected = refused is null
            ? rejection is null
            : rejection is not null
                && (rejection.Code == refused || rejection.Fields.Any(field => field.Code == refused));
        if (!asExpected)
        {
            var actual = rejection is null ? Accepted : $"{rejection.Code}: {rejection.Message}";
            _misses.Add(
                new Miss(_file.Path, step, path, JsonValue.Create(refused ?? Accepted), JsonValue.Create(actual)));
        }
    }

    private async Task ExpectAsync(ScenarioStep step)
    {
        foreach (var (account, expected) in step.Expect)
        {
            var view = await _world.ViewAsync(account);
            var differences = PartialMatch.Compare(expected, view, $"/expect/{account}");
            _misses.AddRange(differences.Select(difference => new Miss(
                _file.Path, step.Number, difference.Path, difference.Expected, difference.Actual)));
        }
    }

    private async Task ExpectEventsAsync(ScenarioStep step)
    {
        var emitted = await _world.Events.TakeAsync();
        foreach (var type in step.Events.Where(type => !emitted.Contains(type)))
        {
            _misses.Add(new Miss(_file.Path, step.Number, "/events", JsonValue.Create(type), null));
        }

        foreach (var type in step.NoEvents.Where(emitted.Contains))
        {
            _misses.Add(new Miss(_file.Path, step.Number, "/noEvents", null, JsonValue.Create(type)));
        }
    }
}
