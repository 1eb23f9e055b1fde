using System.Globalization;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Wire;

/// <summary>The list-valued and money-valued fields of a body.</summary>
public sealed partial class BodyReader
{
    /// <summary>Whether a field holds a list.</summary>
    public bool IsList(string field) => _body[field] is Node.Sequence;

    /// <summary>A list of texts; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string field, int lengthMax = TextLengthMax)
    {
        if (Items(field) is not { } items)
        {
            return null;
        }

        var texts = new List<string>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is Node.Scalar { IsNull: false, Text: { Length: > 0 } text } scalar
                && text.Length <= lengthMax
                && (scalar.Quoted || _form == BodyForm.Yaml))
            {
                texts.Add(text);
            }
            else
            {
                var message = $"A text of 1 to {lengthMax} characters is expected.";
                _faults.Add(new FieldFault($"{_path}/{field}/{i}", "type", message));
            }
        }

        return texts;
    }

    /// <summary>A list of whole numbers within a closed range; null when absent.</summary>
    public IReadOnlyList<int>? Wholes(string field, int atLeast, int atMost)
    {
        if (Items(field) is not { } items)
        {
            return null;
        }

        var numbers = new List<int>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is Node.Scalar { Quoted: false, Text: { } text }
                && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= atLeast && number <= atMost)
            {
                numbers.Add(number);
            }
            else
            {
                var message = $"A whole number from {atLeast} to {atMost} is expected.";
                _faults.Add(new FieldFault($"{_path}/{field}/{i}", "range", message));
            }
        }

        return numbers;
    }

    /// <summary>
    /// A list of objects, each read by <paramref name="read"/> with a reader of its own; null when absent.
    /// </summary>
    public IReadOnlyList<T>? Objects<T>(string field, Func<BodyReader, T?> read)
        where T : class
    {
        if (Items(field) is not { } items)
        {
            return null;
        }

        var objects = new List<T>();
        for (var i = 0; i < items.Count; i++)
        {
            var inner = new BodyReader(items[i], $"{_path}/{field}/{i}", _form, _faults);
            var item = read(inner);
            inner.FaultUnknown();
            if (item is not null)
            {
                objects.Add(item);
            }
        }

        return objects;
    }

    /// <summary>An object-valued field with a reader of its own; default when absent.</summary>
    public T? Object<T>(string field, Func<BodyReader, T?> read)
    {
        _read.Add(field);
        if (IsAbsent(field))
        {
            return default;
        }

        var inner = new BodyReader(_body[field], $"{_path}/{field}", _form, _faults);
        var item = read(inner);
        if (_body[field] is Node.Mapping)
        {
            inner.FaultUnknown();
        }

        return item;
    }

    private IReadOnlyList<Node>? Items(string field)
    {
        _read.Add(field);
        switch (_body[field])
        {
            case null or Node.Scalar { IsNull: true }:
                return null;
            case Node.Sequence { Items.Count: <= ListMax } list:
                return list.Items;
            case Node.Sequence:
                Fault(field, "too_many", $"'{field}' has at most {ListMax} items.");
                return null;
            default:
                Fault(field, "type", $"'{field}' is a list.");
                return null;
        }
    }
}
