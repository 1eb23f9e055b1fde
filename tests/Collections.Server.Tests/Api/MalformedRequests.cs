using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Server.Api.Operations;

namespace Collections.Server.Tests.Api;

/// <summary>Makes requests that are wrong in one way or another: paths, queries, headers, bodies.</summary>
internal sealed class MalformedRequests(int seed)
{
    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "1e400", "1e-400", "99999999999999999999", "0.0000001", "1.005", "\"\"", "\" \"", "\"x\"", "[]", "{}",
        "[[]]", "{\"a\":1}", "\"\\u0000\"", "\"\\ud800\"", "\"NaN\"", "\"2026-02-30\"", "\"0000-01-01\"", "\"9999-12-31\"", "\"-1\"",
        "\"10000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999Z\"", "\"0001-01-01\"", "\"USD\"", "\"Europe/Paris\"", "\"Nowhere/Land\"", "\"ZZZ\"",
        "[1,2,3]", "[null]", "[\"a\",\"a\"]", "\"a/b\"", "\"../..\"", "1000000000000000", "999999999999999.99", "-0.01", "\"١٢\"",
    ];

    private static readonly string[] Texts =
    [
        "", "{", "}", "[", "null", "1", "\"x\"", "{\"a\":}", "{\"a\":1,\"a\":2}", "{\"billId\":\"z1\",\"billId\":\"z2\"}", "\u0000", "{\"a\":1}}",
        "<xml/>", "a: b: c", "- x\n -y", "{'a':1}", "{\"a\":01}", "// no", "\uFEFF{}", "%PDF", "&x", "*x", "!!python/object x: 1",
    ];

    private static readonly string[] Ids =
    [
        "a1", "b1", "p1", "t1", "nobody", "%20", "a%2Fb", "..%2f..", "%C3%A9", "x".PadRight(65, 'x'), "~", "-", ":", "a%0Ab", "{x}", "'", "\"", "%25",
    ];

    private static readonly string[] Queries =
    [
        "", "?limit=0", "?limit=501", "?limit=x", "?limit=1&limit=2", "?cursor=x", "?cursor=!!!", "?after=zz", "?nosuch=1", "?version=-1", "?version=9999999999",
        "?at=yesterday", "?channel=", "?channel=a%00b", "?q=", "?q=%FF", "?minBalance=1e5", "?minBalance=NaN", "?agingBucket=OLD", "?types=,", "?effectiveFrom=then",
        "?effectiveFrom=1900-01-01", "?status=none", "?tenantId=a%20b", "?%00=1", "?=1", "?&&&", "?cursor=YWNjb3VudHMKYQ",
    ];

    private readonly Random _random = new(seed);

    /// <summary>What is wrong with the last one.</summary>
    public string Last { get; private set; } = string.Empty;

    /// <summary>The next request.</summary>
    public HttpRequestMessage Next(ApiWorld world)
    {
        var operation = Pick(OperationTable.All);
        var method = operation.Id == "streamEvents" ? "HEAD" : _random.Next(12) == 0 ? Pick(["PATCH", "TRACE", "DELETE", "PUT", "POST"]) : operation.Method;
        var path = $"/v1{Path(operation)}{(_random.Next(3) == 0 ? Pick(Queries) : string.Empty)}";
        var request = world.Request(method, path);
        Break(request);
        if (method is "POST" or "PUT" || _random.Next(10) == 0)
        {
            request.Content = Content(operation);
        }

        return request;
    }

    private void Break(HttpRequestMessage request)
    {
        Last = "well-formed head";
        switch (_random.Next(20))
        {
            case 0:
                Add(request, "Accept", Pick(["image/png", "text/html;q=1", "application/json;q=0", ";;;", "*/*;q=0"]));
                break;
            case 1:
                Add(request, "If-Match", Pick(["x", "\"1\"", "W/\"1\"", "*", "\"", "\"99999999999999999999\"", "\"1\",\"2\""]));
                break;
            case 2:
                Add(request, "Idempotency-Key", Pick(["", " ", "\u007f", new string('k', 256), "k1", "a b"]));
                break;
            case 3:
                Add(request, "Content-Encoding", "gzip");
                break;
            case 4:
                Add(request, "Last-Event-ID", Pick(["x", "", "9", "////"]));
                break;
            default:
                break;
        }
    }

    private void Add(HttpRequestMessage request, string header, string value)
    {
        Last = $"{header}: {value}";
        request.Headers.TryAddWithoutValidation(header, value);
    }

    private ByteArrayContent Content(Operation operation)
    {
        var bytes = _random.Next(6) switch
        {
            0 => Encoding.UTF8.GetBytes(Pick(Texts)),
            1 => Noise(),
            2 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pick(["[", "{\"a\":"]), _random.Next(1, 200)))),
            3 when _random.Next(60) == 0 => new byte[1_100_000],
            _ => Encoding.UTF8.GetBytes(Mutated(operation)),
        };
        Last += $", body {Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 400))}";
        var content = new ByteArrayContent(bytes);
        var type = _random.Next(15) == 0 ? Pick(["text/plain", "application/xml", "application/yaml", "nonsense", "application/json; charset=utf-16"]) : "application/json";
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    /// <summary>A body with the right names and wrong values: the readers' every branch is met.</summary>
    private string Mutated(Operation operation)
    {
        if (operation.Body?.Definition["properties"] is not JsonObject properties)
        {
            return $"{{\"{Pick(["states", "rules", "channels", "weekend", "holidays", "age", "policy", "treatments"])}\":{Pick(Scalars)}}}";
        }

        var fields = properties.Where(_ => _random.Next(3) > 0).Select(field => $"\"{field.Key}\":{Value(field.Key)}");
        var extra = _random.Next(6) == 0 ? [$"\"zzz\":{Pick(Scalars)}"] : Array.Empty<string>();
        return $"{{{string.Join(',', fields.Concat(extra))}}}";
    }

    private string Value(string field) => _random.Next(3) == 0
        ? Pick(Scalars)
        : field switch
        {
            "amount" or "amountDue" => Pick(["1", "2.50", "-3", "1e2", "\"7.00\"", "0", "1000000000000000"]),
            "billId" or "paymentId" or "creditId" or "holdId" or "taskId" or "reversalId" or "adjustmentId" => $"\"i{_random.Next(40)}\"",
            "status" => Pick(["\"draft\"", "\"pending\"", "\"settled\"", "\"failed\"", "\"committed\""]),
            "issuedOn" or "dueDate" or "from" or "until" or "valueDate" => Pick(["\"2026-01-01\"", "\"2026-03-01\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"-9998-01-01\""]),
            "allocations" => "[{\"billId\":\"b1\",\"amount\":1},{\"billId\":\"b1\",\"amount\":1}]",
            "lines" => "[{\"amount\":1,\"description\":\"x\"}]",
            "reason" => Pick(["\"refund\"", "\"why\"", "\"nsf\""]),
            "step" => Pick(["\"first\"", "\"second\"", "\"none\""]),
            "scope" => Pick(["\"all\"", "\"contact\""]),
            "receivedAt" => Pick(["\"2026-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\""]),
            "accountId" or "parentId" or "customerId" => Pick(["\"a1\"", "\"nobody\"", "\"i1\""]),
            _ => Pick(Scalars),
        };

    private string Path(Operation operation) => string.Join('/', operation.Path.Split('/').Select(part =>
        part.StartsWith('{') ? part == "{accountId}" && _random.Next(4) > 0 ? "a1" : Uri.EscapeDataString(Uri.UnescapeDataString(Pick(Ids))) : part));

    private byte[] Noise()
    {
        var bytes = new byte[_random.Next(1, 300)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
