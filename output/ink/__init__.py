"""What any picture is drawn with; knows no story."""
