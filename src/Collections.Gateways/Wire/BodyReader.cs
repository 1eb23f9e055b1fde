using System.Globalization;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Gateways.Wire;

/// <summary>How strictly scalars are told apart.</summary>
public enum BodyForm
{
    /// <summary>JSON: a number is no text, a text is no boolean.</summary>
    Json,

    /// <summary>YAML: plain scalars are text as far as a field wants text.</summary>
    Yaml,
}

/// <summary>
/// Reads the fields of one body, each once, and remembers every fault with its JSON pointer; whatever was not read by
/// <see cref="Finish"/> is an unknown field. A faulty field reads as absent.
/// </summary>
public sealed partial class BodyReader
{
    /// <summary>Longest free text or label, in characters.</summary>
    public const int TextLengthMax = 256;

    /// <summary>Most items in a list of a body.</summary>
    public const int ListMax = 1_000;

    private readonly Node.Mapping _body;
    private readonly string _path;
    private readonly BodyForm _form;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<FieldFault> _faults;

    /// <summary>Starts on a body; a body that is no object is one fault.</summary>
    public BodyReader(Node? body, BodyForm form)
        : this(body, string.Empty, form, [])
    {
    }

    private BodyReader(Node? body, string path, BodyForm form, List<FieldFault> faults)
    {
        _path = path;
        _form = form;
        _faults = faults;
        _body = body as Node.Mapping ?? new Node.Mapping([], default);
        if (body is not Node.Mapping)
        {
            faults.Add(new FieldFault(path, "type", "An object is expected."));
        }
    }

    /// <summary>The faults so far.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>The names of the body's fields, in its order.</summary>
    public IEnumerable<string> Fields => _body.Entries.Select(entry => entry.Key);

    /// <summary>Whether the body names a field, be it null.</summary>
    public bool Has(string field) => _body[field] is not null;

    /// <summary>Adds a fault of a field.</summary>
    public void Fault(string field, string code, string message) =>
        _faults.Add(new FieldFault($"{_path}/{Escape(field)}", code, message));

    /// <summary>Adds a fault whose pointer is relative to this body.</summary>
    public void FaultAt(FieldFault fault) => _faults.Add(fault with { Pointer = _path + fault.Pointer });

    /// <summary>Marks a field as known without reading it.</summary>
    public void Skip(string field) => _read.Add(field);

    /// <summary>The refusal with every fault, unknown fields included; null when the body is good.</summary>
    public Rejection? Finish()
    {
        FaultUnknown();
        return _faults.Count == 0
            ? null
            : new Rejection(RejectionClass.Invalid, "invalid_request", Summary()) { Fields = _faults };
    }

    /// <summary>A required value that is absent is a fault; the value is given back for chaining.</summary>
    public T? Required<T>(string field, T? value)
    {
        if (value is null && IsAbsent(field))
        {
            Fault(field, "required", $"'{field}' is required.");
        }

        return value;
    }

    /// <summary>A text of 1 to <paramref name="lengthMax"/> characters.</summary>
    public string? Text(string field, int lengthMax = TextLengthMax)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        var text = scalar.Text ?? string.Empty;
        if (_form == BodyForm.Json && !scalar.Quoted)
        {
            Fault(field, "type", $"'{field}' is text.");
            return null;
        }

        if (text.Length == 0 || text.Length > lengthMax || text.Any(char.IsControl))
        {
            Fault(field, "length", $"'{field}' has 1 to {lengthMax} characters, none of them a control character.");
            return null;
        }

        return text;
    }

    /// <summary>An id: 1-64 of <c>[A-Za-z0-9._:~-]</c>.</summary>
    public string? Id(string field)
    {
        var text = Text(field, int.MaxValue);
        if (text is null || EntityKey.IsValidId(text))
        {
            return text;
        }

        Fault(field, "id", $"'{field}' has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        return null;
    }

    /// <summary>One word of a closed list.</summary>
    public string? Word(string field, params IReadOnlyList<string> allowed)
    {
        var text = Text(field, int.MaxValue);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        Fault(field, "word", $"'{field}' is one of {string.Join(", ", allowed)}.");
        return null;
    }

    /// <summary>A date <c>YYYY-MM-DD</c>.</summary>
    public LocalDate? Date(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (WireTime.TryDate(text, out var day))
        {
            return day;
        }

        Fault(field, "date", $"'{field}' is a date YYYY-MM-DD.");
        return null;
    }

    /// <summary>An RFC 3339 instant.</summary>
    public Instant? Instant(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (WireTime.TryInstant(text, out var instant))
        {
            return instant;
        }

        Fault(field, "instant", $"'{field}' is an RFC 3339 instant such as 2026-01-31T09:00:00Z.");
        return null;
    }

    /// <summary>A boolean.</summary>
    public bool? Flag(string field)
    {
        switch (Scalar(field))
        {
            case null:
                return null;
            case { Quoted: false, Text: "true" }:
                return true;
            case { Quoted: false, Text: "false" }:
                return false;
            default:
                Fault(field, "type", $"'{field}' is true or false.");
                return null;
        }
    }

    /// <summary>A whole number within a closed range.</summary>
    public int? Whole(string field, int atLeast, int atMost)
    {
        if (Scalar(field) is not { } scalar)
        {
            return null;
        }

        var parsed = int.TryParse(
            scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (!scalar.Quoted && parsed && number >= atLeast && number <= atMost)
        {
            return number;
        }

        Fault(field, parsed && !scalar.Quoted
            ? "range"
            : "type", $"'{field}' is a whole number from {atLeast} to {atMost}.");
        return null;
    }

    private Node.Scalar? Scalar(string field)
    {
        _read.Add(field);
        switch (_body[field])
        {
            case null or Node.Scalar { IsNull: true }:
                return null;
            case Node.Scalar scalar:
                return scalar;
            default:
                Fault(field, "type", $"'{field}' is a single value.");
                return null;
        }
    }

    private bool IsAbsent(string field) => _body[field] is null or Node.Scalar { IsNull: true };

    private void FaultUnknown()
    {
        foreach (var (key, _) in _body.Entries)
        {
            if (_read.Add(key))
            {
                Fault(key, "unknown_field", $"There is no field '{key}' here.");
            }
        }
    }

    private string Summary() => _faults.Count == 1
        ? _faults[0].Message
        : $"{_faults.Count} fields are at fault; the first: {_faults[0].Message}";

    private static string Escape(string field) =>
        field.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
