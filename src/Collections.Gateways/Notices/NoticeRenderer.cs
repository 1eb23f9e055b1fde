using System.Collections.Concurrent;
using Collections.Domain.Notices;
using Collections.Kernel;
using HandlebarsDotNet;

namespace Collections.Gateways.Notices;

/// <summary>
/// Fills in the texts of templates. One environment per language and currency knows how amounts and dates are written;
/// compiled texts are kept, because a ladder sends the same ones again and again.
/// </summary>
public sealed class NoticeRenderer
{
    /// <summary>Compiled texts kept per environment: more than a tenant's templates have in one language.</summary>
    private const int TextsMax = 500;

    private readonly ConcurrentDictionary<(LanguageFormat Format, string? Currency), Environment> _environments = new();

    /// <summary>Renders a text that was found for a channel and a language.</summary>
    public RenderedNotice Render(FoundText found, NoticeValues values)
    {
        var key = (LanguageFormat.For(found.Language), values.Facts.Currency);
        var environment = _environments.GetOrAdd(key, each => new Environment(each.Item1, each.Item2));
        var model = values.ToModel();
        var subject = found.Text.Subject is { } line ? environment.Render(line, model) : null;
        return new RenderedNotice(subject, environment.Render(found.Text.Body, model), found.Language);
    }

    private sealed class Environment
    {
        private readonly IHandlebars _handlebars;
        private readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _texts =
            new(StringComparer.Ordinal);

        public Environment(LanguageFormat format, string? currency)
        {
            // Notices are plain text: nothing is escaped.
            var configuration = new HandlebarsConfiguration { NoEscape = true };
            var unit = currency is null ? null : Currency.Of(currency);
            configuration.FormatterProviders.Add(new LanguageFormatter(format, unit));
            _handlebars = Handlebars.Create(configuration);
        }

        public string Render(string text, object model)
        {
            if (_texts.Count >= TextsMax)
            {
                _texts.Clear();
            }

            return _texts.GetOrAdd(text, _handlebars.Compile)(model, null!);
        }
    }
}
