using System.Text.Json;
using Collections.Kernel;

namespace Collections.Runtime.Log;

/// <summary>
/// The engine's own events: a message arrived and changed nothing, or was refused. They make "delivered" durable, so
/// that a second delivery is dropped; deciders never see them.
/// </summary>
internal sealed record DeliveryEvent(Rejection? Refusal)
{
    public const string Received = "message.received";
    public const string Refused = "message.refused";

    public string Type => Refusal is null ? Received : Refused;

    public static bool IsOne(string type) => type is Received or Refused;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, Type);
        writer.WriteNumber("v"u8, 1);
        writer.WriteStartObject("data"u8);
        if (Refusal is not null)
        {
            writer.WriteString("code"u8, Refusal.Code);
            writer.WriteString("message"u8, Refusal.Message);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
