using System.Reflection;
using System.Reflection.Metadata;
using Collections.Architecture.Tests.Reading;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Kernel and Domain compute: no async, no clock, no chance, no ambient input, no static state that changes. Judged on
/// the compiled assembly, so that no alias and no generated code slips through.
/// </summary>
internal static class PureCore
{
    private static readonly string[] Namespaces =
        ["System.Threading", "System.Threading.Tasks", "System.Net", "System.Net.Http", "System.Diagnostics.Tracing"];

    private static readonly string[] Types =
    [
        "NodaTime.SystemClock", "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.IO.Directory", "System.IO.File", "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.TimeProvider", "System.TimeZoneInfo",
    ];

    private static readonly string[] Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
    ];

    /// <summary>What an assembly uses or holds that a pure function cannot.</summary>
    public static IReadOnlyList<string> Violations(CompiledAssembly assembly) =>
        assembly.Inspect<IReadOnlyList<string>>(metadata =>
        [
            .. BannedTypes(metadata)
                .Concat(BannedMembers(metadata))
                .Concat(ChangingStatics(metadata))
                .Select(violation => $"{assembly.Name} {violation}"),
        ]);

    private static IEnumerable<string> BannedTypes(MetadataReader metadata) =>
        from handle in metadata.TypeReferences
        let type = metadata.GetTypeReference(handle)
        let name = NameOf(metadata, type)
        where Types.Contains(name) || Namespaces.Contains(metadata.GetString(type.Namespace))
        select $"uses {name}.";

    private static IEnumerable<string> BannedMembers(MetadataReader metadata) =>
        from handle in metadata.MemberReferences
        let member = metadata.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        let type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
        let name = $"{NameOf(metadata, type)}.{metadata.GetString(member.Name)}"
        where Members.Contains(name) || IsAmbient(name)
        select $"uses {name}.";

    /// <summary>
    /// The compiler's iterators ask for the thread's number; nothing else of the environment is pure.
    /// </summary>
    private static bool IsAmbient(string member) =>
        member.StartsWith("System.Environment.", StringComparison.Ordinal)
        && member != "System.Environment.get_CurrentManagedThreadId";

    private static string NameOf(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    /// <summary>Lambda caches are the compiler's: they live in types whose names no source can spell.</summary>
    private static IEnumerable<string> ChangingStatics(MetadataReader metadata) =>
        from handle in metadata.FieldDefinitions
        let field = metadata.GetFieldDefinition(handle)
        where field.Attributes.HasFlag(FieldAttributes.Static)
        where (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0
        let type = metadata.GetString(metadata.GetTypeDefinition(field.GetDeclaringType()).Name)
        where !type.StartsWith('<')
        select $"holds the static state {type}.{metadata.GetString(field.Name)}.";
}
